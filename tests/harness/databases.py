"""A migrated database for each worker in a moment: copied from a template that is made once for a set of migrations.

A template's name is a hash over the migration files of all apps, so migrations run again whenever one has
changed. After a test that really commits, the worker's database is copied anew.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from filelock import FileLock
from psycopg import sql

from cms.run.services.folders import cache_folder
from tests.harness.environment import on_postgres
from tests.harness.services import ask
from tests.harness.state import State
from tests.harness.warm_postgres import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_KEPT = 4
"""Templates of SQLite that stay in the cache: those of the branches one works on."""


class TestDatabase(Protocol):
    """The database of one worker."""

    def restore(self) -> None:
        """Make it what the migrations left; closes this thread's connection."""

    def copy(self) -> "AbstractContextManager[sqlite3.Connection | psycopg.Connection]":
        """A connection to another database, as the migrations left it, on the same server."""


def migrations_key() -> str:
    """A hash over every migration file of every installed app, 20 hexadecimal digits."""
    seen = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            seen.update(f"{config.label}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return seen.hexdigest()[:20]


def database(state: State) -> TestDatabase:
    """The adapter of this process."""
    return Postgres(state) if on_postgres() else Sqlite(state)


def lay_migrated(state: State) -> None:
    """Have a migrated SQLite file ready for sites that are started in this run."""
    if not on_postgres():
        with FileLock(state.folder / "migrated.lock"):
            if not state.migrated.exists():
                shutil.copyfile(Sqlite(state).template(), state.migrated)


@contextmanager
def _named(name: str) -> "Iterator[None]":
    """Django's connection, on another database for a while."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _migrate(name: str) -> None:
    with _named(name):
        call_command("migrate", interactive=False, verbosity=0)


class Sqlite:
    """A file beside the worker's other files."""

    def __init__(self, state: State) -> None:
        self._file = Path(connections["default"].settings_dict["NAME"])
        self._templates = cache_folder() / "test-sqlite"
        self._template = self._templates / f"{migrations_key()}.sqlite3"

    def restore(self) -> None:
        """Copy all pages into the file that is there.

        It is never replaced: a request that the browser has sent when its page was closed may still be at work in a
        thread of the live server; where its file and log are gone, it and others end in “disk I/O error”.
        """
        connections["default"].close()
        template = f"file:{self.template()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(template, uri=True)) as source, closing(sqlite3.connect(self._file)) as target:
            target.execute("PRAGMA synchronous = OFF")  # nobody needs it after a crash of the machine
            source.backup(target)

    @contextmanager
    def copy(self) -> "Iterator[sqlite3.Connection]":
        """In a file beside ours."""
        file = self._file.with_name("copy.sqlite3")
        shutil.copyfile(self.template(), file)
        with closing(sqlite3.connect(file)) as connection:
            yield connection
        file.unlink()

    def template(self) -> Path:
        """The file as the migrations left it; nobody writes into it."""
        self._templates.mkdir(exist_ok=True)
        with FileLock(self._templates / "lock"):
            if not self._template.exists():
                self._make()
        return self._template

    def _make(self) -> None:
        part = self._template.with_suffix(f".{os.getpid()}")
        _migrate(str(part))
        for old in sorted(self._templates.glob("*.sqlite3"), key=lambda path: -path.stat().st_atime)[_KEPT - 1 :]:
            old.unlink()
        part.rename(self._template)


class Postgres:
    """A database of the run's server."""

    def __init__(self, state: State) -> None:
        self._state = state
        settings = connections["default"].settings_dict
        self._name, self._owner = settings["NAME"], settings["USER"]
        self._admin = ask(state, "postgres").get("admin") or _beside(state.external["DATABASE_URL"])
        self._template = TEMPLATE + migrations_key()

    def restore(self) -> None:
        """Drop and copy; whoever is still connected is thrown out."""
        connections["default"].close()
        self._make()
        self._run("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._create(self._name)

    @contextmanager
    def copy(self) -> "Iterator[psycopg.Connection]":
        """Its tables have the same ids."""
        self._make()
        name = f"{self._name}_copy"
        self._create(name)
        with self._dropped(name), psycopg.connect(_with_name(self._admin, name)) as connection:
            yield connection

    @contextmanager
    def empty(self) -> "Iterator[str]":
        """The address of one without tables, for another process; dropped in the end."""
        name = f"{self._name}_empty"
        self._run("CREATE DATABASE {name} OWNER {owner}", name=name)
        with self._dropped(name):
            yield _with_name(os.environ["DATABASE_URL"], name)

    @contextmanager
    def _dropped(self, name: str) -> "Iterator[None]":
        """Drops it in the end."""
        try:
            yield
        finally:
            self._run("DROP DATABASE {name} WITH (FORCE)", name=name)

    def _create(self, name: str) -> None:
        self._run("CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} STRATEGY file_copy", name=name)

    def _make(self) -> None:
        with FileLock(self._state.folder / "template.lock"):
            with psycopg.connect(self._admin) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._template]).fetchone()
            if known:
                return
            part = f"kvt_part_{os.getpid()}"
            self._run("CREATE DATABASE {part} OWNER {owner}", part=part)
            _migrate(part)
            self._run("ALTER DATABASE {part} RENAME TO {template}", part=part)

    def _run(self, command: str, **names: str) -> None:
        all_names = {"name": self._name, "owner": self._owner, "template": self._template, **names}
        quoted = {key: sql.Identifier(value) for key, value in all_names.items()}
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(sql.SQL(command).format(**quoted))


def _beside(url: str) -> str:
    """The same server's maintenance database."""
    return _with_name(url, "postgres")


def _with_name(url: str, name: str) -> str:
    """Another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
