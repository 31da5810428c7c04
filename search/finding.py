"""Asking for readers: the configured engine, and the database while that one is away."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from cms.foundation.policies import Policy, surface
from search import engines
from search.breaker import Breaker
from search.port import Answer, EngineError, Query, SearchEngine, Suggestion

T = TypeVar("T")

_lock = threading.Lock()
_breaker: Breaker | None = None


@surface(Policy.CATALOGUE)
def find(query: Query) -> Answer:
    """Answer a question, `degraded` when the stand-in did; about a second late the first time, at once from then on.

    Raises:
        EngineError: both are away.
    """
    answer, degraded = _ask(lambda engine: engine.search(query))
    return replace(answer, degraded=degraded)


@surface(Policy.CATALOGUE)
def suggest(text: str, tokens: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
    """Completions, by whichever engine is there.

    Raises:
        EngineError: both are away.
    """
    return _ask(lambda engine: engine.suggest(text, tokens, limit))[0]


def _ask(question: Callable[[SearchEngine], T]) -> tuple[T, bool]:
    engine, stand_in = engines.configured(), engines.stand_in()
    if stand_in is None:
        return question(engine), False  # the database has time-outs of its own, and there is nobody else to ask
    try:
        return _breaker_of(engine).ask(question), False
    except EngineError:
        return question(stand_in), True


def _breaker_of(engine: SearchEngine) -> Breaker:
    global _breaker  # noqa: PLW0603  (one breaker for the one configured engine of a process)
    with _lock:
        if _breaker is None or _breaker.engine is not engine:
            _breaker = Breaker(engine)
        return _breaker
