"""A library of the first version is brought up to date: nothing that it held is lost or changed.

`tests/files/upgrade/` holds its database on SQLite and on PostgreSQL, as commit b45de02 left it after the sample school
was loaded, twelve pupils had read and a weekly mail was planned.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from cms.run.options import ROOT
from tests.harness.databases import Postgres
from tests.harness.environment import on_postgres
from tests.plugins_pytest.run import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ROOT / "tests/files/upgrade"
# What an upgrade makes anew from the rest, and what Django and Wagtail keep about their own code.
DERIVED = ("django_", "auth_", "search_", "wagtailsearch_", "catalogue_adminsearchentry", "wagtailcore_group")
FIGURES = ("analytics_readerday", "analytics_readerweek", "analytics_titleday", "analytics_classday")

Row = tuple[Any, ...]


class Library:
    """The old database, and what its rows were before anything was migrated."""

    def __init__(self, connection: Any, environment: dict[str, str], tables: str, columns: str) -> None:
        self._connection, self._environment, self._columns = connection, environment, columns
        self.tables = [name for (name,) in self._ask(tables) if not name.startswith(("sqlite_", *DERIVED))]
        self.columns = {table: self._names(table) for table in self.tables}
        self.rows = {table: self.read(table) for table in self.tables}

    def read(self, table: str, without: tuple[str, ...] = ()) -> list[Row]:
        """Its rows now, in the columns of then as far as they are still there."""
        names = [name for name in self.columns[table] if name in self._names(table) and name not in without]
        quoted = ", ".join(f'"{name}"' for name in names)
        return sorted(self._ask(f'SELECT {quoted} FROM "{table}"'), key=repr)  # noqa: S608  (names that the database gave)

    def before(self, table: str) -> list[Row]:
        """Its rows of then, in the columns that are still there."""
        kept = [index for index, name in enumerate(self.columns[table]) if name in self._names(table)]
        return sorted((tuple(row[index] for index in kept) for row in self.rows[table]), key=repr)

    def manage(self, *arguments: str) -> str:
        """A management command of today's code on the old database; what it prints."""
        return self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        """Python on the old database; what it prints."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _names(self, table: str) -> list[str]:
        return [name for (name,) in self._ask(self._columns.format(table=table))]

    def _ask(self, query: str) -> list[Row]:
        cursor = self._connection.cursor()
        cursor.execute(query)
        rows = [tuple(row) for row in cursor.fetchall()]
        self._connection.commit()
        return rows


@contextmanager
def sqlite_library(folder: Path) -> Iterator[Library]:
    import sqlite3

    file = folder / "khovang.sqlite3"
    file.write_bytes(lzma.decompress((FILES / "khovang.sqlite3.xz").read_bytes()))
    connection = sqlite3.connect(file)
    try:
        yield Library(
            connection,
            {"KHOVANG_DATA": str(folder), "DATABASE_URL": f"sqlite://{file}"},
            "SELECT name FROM sqlite_master WHERE type = 'table'",
            "SELECT name FROM pragma_table_info('{table}')",
        )
    finally:
        connection.close()


@contextmanager
def postgres_library(folder: Path) -> Iterator[Library]:
    import psycopg

    with Postgres(STATE).empty() as url:
        with psycopg.connect(url) as connection:
            connection.execute(lzma.decompress((FILES / "khovang.sql.xz").read_bytes()))
        with psycopg.connect(url) as connection:  # the dump has changed the path of the one before
            yield Library(
                connection,
                {"KHOVANG_DATA": str(folder), "DATABASE_URL": url},
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                "SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY 1",
            )


@pytest.fixture
def library(tmp_path):
    with (postgres_library if on_postgres() else sqlite_library)(tmp_path) as opened:
        yield opened


def test_an_upgrade_keeps_every_page_place_fact_and_mail(library):
    library.manage("migrate", "--no-input", "--verbosity=0")
    assert len(library.before("wagtailcore_page")) == 18
    assert len(library.before("reading_progress")) == 30
    assert len(library.before("analytics_weeklyreport")) == 1
    changed = [table for table in library.tables if library.read(table) != library.before(table)]
    assert changed == []
    figures = {table: library.read(table, without=("id",)) for table in FIGURES}
    library.manage("rebuild_statistics", "--all")
    assert {table: library.read(table, without=("id",)) for table in FIGURES} == figures
    library.manage("rebuild_search")
    answers = json.loads(library.run("-m", "tests.contract.databases.visits"))
    assert len(answers) > 40
    assert {address: status for address, status in answers.items() if status != 200} == {}
