"""Elasticsearch as an engine: for a district or a province."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from cms.foundation.policies import Policy, surface
from search.engines.base import BaseEngine
from search.engines.elastic.client import Client, guarded
from search.engines.elastic.session import ElasticSession
from search.engines.elastic.store import Store
from search.port import NeedsRebuildError, Operation, Put


class ElasticEngine(BaseEngine):
    """Adapter over a server.

    Args:
        url: of the server, with user and password if it wants them.
        prefix: of all its indexes, so that installations can share a server.
        seconds: for one request of a question.
    """

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str, seconds: float) -> None:
        self._client = Client(url, seconds)
        self._store = Store(self._client, prefix)

    @surface(Policy.INTERNAL)
    def apply(self, operations: Sequence[Operation]) -> None:
        """Written with the versions as the server's own, and refreshed: what was written can be found."""
        if operations:
            with guarded():
                self._store.apply(operations)

    @surface(Policy.INTERNAL)
    def rebuild(self, operations: Iterable[Put]) -> int:
        """Fill a new index while the old one answers; both are written meanwhile; then the alias moves."""
        with guarded():
            return self._store.rebuild(operations)

    @surface(Policy.INTERNAL)
    def versions(self) -> Iterator[tuple[str, int]]:
        """From one point in time, a thousand at a time."""
        with guarded():
            yield from self._store.versions()

    @surface(Policy.OPEN)
    def ping(self) -> None:
        """The server answers and has an index of this schema."""
        with guarded():
            if not self._client.reading.indices.exists_alias(name=self._store.alias):
                raise NeedsRebuildError("there is no search index yet, or none of this schema")

    @contextmanager
    def _session(self) -> Iterator[ElasticSession]:
        """Two to five round trips."""
        with guarded():
            yield ElasticSession(self._client.reading, self._store.alias)
