"""The questions of the port, asked of any engine: engines differ in the session that they open for one."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from cms.foundation.policies import Policy, surface
from search.engines.core import Session, answer
from search.engines.suggesting import choose, words_of
from search.port import Answer, Query, Suggestion


class BaseEngine(ABC):
    """Answers by opening a session for each question; a subclass gives `name`, `_session` and the writing."""

    name: str

    @abstractmethod
    def _session(self) -> AbstractContextManager[Session]:
        """A session for one question. Whatever goes wrong inside is an EngineError, in the time that the engine has."""

    @surface(Policy.CATALOGUE)
    def search(self, query: Query) -> Answer:
        """As the port says."""
        with self._session() as session:
            return answer(session, query, self.name)

    @surface(Policy.CATALOGUE)
    def suggest(self, text: str, tokens: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
        """Names that begin like this, out of what the tokens open."""
        words = words_of(text)
        if not words or not tokens:
            return ()
        with self._session() as session:
            return choose(text, session.beginning_with(words, tokens), limit)

    @surface(Policy.CATALOGUE)
    def known_terms(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Counted in records and passages that the tokens open; an engine may stop counting where it gets slow."""
        with self._session() as session:
            return session.known(words, tokens)
