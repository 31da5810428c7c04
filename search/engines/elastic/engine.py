"""Elasticsearch as an engine: for a district or a province (design.md 1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cms.foundation.policies import Policy, surface
from search.engines.core import answer
from search.engines.elastic.client import Client, guarded
from search.engines.elastic.session import ElasticSession
from search.engines.elastic.store import Store
from search.engines.suggesting import choose, words_of
from search.port import Answer, NeedsRebuildError, Operation, Put, Query, Suggestion


class ElasticEngine:
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

    @surface(Policy.CATALOGUE)
    def search(self, query: Query) -> Answer:
        """Answer in two to five round trips."""
        with guarded():
            return answer(self._session(), query, self.name)

    @surface(Policy.CATALOGUE)
    def suggest(self, text: str, tokens: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
        """Names that begin like this, out of what the tokens open."""
        words = words_of(text)
        if not words or not tokens:
            return ()
        with guarded():
            return choose(text, self._session().beginning_with(words, tokens), limit)

    @surface(Policy.CATALOGUE)
    def known_terms(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Counted in records and passages that the tokens open."""
        with guarded():
            return self._session().known(words, tokens)

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

    def _session(self) -> ElasticSession:
        return ElasticSession(self._client.reading, self._store.alias)
