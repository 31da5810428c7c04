"""The database as an engine: the stand-in while the other is away, or the only one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from cms.foundation.policies import Policy, surface
from search.engines.base import BaseEngine
from search.engines.database import store
from search.engines.database.dialect import dialect
from search.engines.database.session import DatabaseSession
from search.port import EngineError, Operation, Put, RefusedError

LIMIT: Final = 2.5
"""Seconds for a question: a reader waits, and SQLite works in the reader's own process."""


class DatabaseEngine(BaseEngine):
    """Adapter over the default database. Each resource is written in a transaction of its own, or in the caller's.

    Args:
        seconds: after which a question is given up; with PostgreSQL, each of its statements.
    """

    name = "database"

    def __init__(self, seconds: float = LIMIT) -> None:
        self._seconds = seconds

    @surface(Policy.INTERNAL)
    def apply(self, operations: Sequence[Operation]) -> None:
        """One short transaction a resource, so that nobody else waits long for SQLite's only writer."""
        reasons: dict[str, str] = {}
        with _guarded():
            store.current()
            for operation in operations:
                try:
                    store.write(operation)
                except store.UNWRITABLE as error:
                    reasons[operation.id] = f"{type(error).__name__}: {error}"
        if reasons:
            raise RefusedError(reasons)

    @surface(Policy.INTERNAL)
    def rebuild(self, operations: Iterable[Put]) -> int:
        """Fill a new generation of rows while the old one answers; both are written meanwhile."""
        with _guarded():
            return store.rebuild(operations)

    @surface(Policy.INTERNAL)
    def versions(self) -> Iterator[tuple[str, int]]:
        """A thousand at a time."""
        with _guarded():
            yield from store.versions()

    @surface(Policy.OPEN)
    def ping(self) -> None:
        """The database answers and has an index."""
        with self._session():
            return

    @contextmanager
    def _session(self) -> Iterator[DatabaseSession]:
        with _guarded(), dialect().limited(self._seconds):
            yield DatabaseSession(store.current())


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        raise EngineError(f"{connection.vendor}: {type(error).__name__}: {error}") from error
