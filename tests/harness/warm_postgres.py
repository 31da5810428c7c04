"""The run's PostgreSQL, begun from the cluster that the last run left: its template database is there already."""

import os
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

from cms.run.services import versions
from cms.run.services.folders import cache_folder
from cms.run.services.postgres import SUPERUSER, Postgres
from cms.run.services.process import Command

TEMPLATE = "kvt_template_"
# KHOVANG_TEST_POSTGRES=16 is the older half of the promise; `make deep` sets it.
_MAJOR = int(os.environ.get("KHOVANG_TEST_POSTGRES") or versions.POSTGRES.partition(".")[0])


class WarmPostgres(Postgres):
    """Starts on a copy of the cached cluster; puts its own into the cache if it has made a new template."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, major=_MAJOR, durable=False)
        self._cluster = folder / f"data-{_MAJOR}"
        self._cached = cache_folder() / f"test-cluster-{_MAJOR}"
        self._had: set[str] = set()

    @property
    def more(self) -> dict[str, str]:
        """How the harness makes databases."""
        return {"admin": self.url_of("postgres", SUPERUSER)}

    def prepare(self) -> Command:
        """Copy what the last run left."""
        if self._cached.exists() and not self._cluster.exists():
            shutil.copytree(self._cached, self._cluster)
        return super().prepare()

    def finish(self) -> None:
        """Look at what there is."""
        super().finish()
        self._had = {name for name in self._databases() if name.startswith(TEMPLATE)}

    def stop(self) -> None:
        """Leave the templates of this run, and nothing else, to the next one."""
        made: set[str] = set()
        if self.alive():
            found = self._databases()
            made = {name for name in found if name.startswith(TEMPLATE)} - self._had
            if made:
                self._drop([name for name in found if name.startswith("kvt_") and name not in made])
        super().stop()
        if made:
            self._keep()

    def _databases(self) -> list[str]:
        with psycopg.connect(self.more["admin"], connect_timeout=5) as connection:
            return [row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()]

    def _drop(self, names: list[str]) -> None:
        with psycopg.connect(self.more["admin"], connect_timeout=5, autocommit=True) as connection:
            for name in names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _keep(self) -> None:
        part = self._cached.with_name(f"{self._cached.name}.{os.getpid()}")
        shutil.copytree(self._cluster, part)
        old = part.with_suffix(f"{part.suffix}.old")
        if self._cached.exists():
            self._cached.rename(old)
        part.rename(self._cached)
        shutil.rmtree(old, ignore_errors=True)
