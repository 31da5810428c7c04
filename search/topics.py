"""The two copies of the catalogue that the outbox feeds: the configured engine, and the database as its stand-in."""

from typing import Final

from django.conf import settings

from cms.foundation import outbox
from search import engines
from search.port import SearchEngine

MAIN: Final = "search"
STAND_IN: Final = "search-stand-in"
_TASK: Final = "search.tasks.drain"
_QUEUE: Final = "index"
_DATABASE: Final = "database"


def register() -> None:
    """Have changes noted for each engine; where the database is the configured one, once is enough."""
    outbox.register_topic(MAIN, task=_TASK, queue=_QUEUE)
    if settings.SEARCH_ENGINE != _DATABASE:
        outbox.register_topic(STAND_IN, task=_TASK, queue=_QUEUE)


def engine_of(topic: str) -> SearchEngine:
    """The engine that a topic feeds.

    Raises:
        LookupError: the topic feeds none, for instance the stand-in where the database is the configured engine.
    """
    engine = engines.configured() if topic == MAIN else engines.stand_in() if topic == STAND_IN else None
    if engine is None:
        raise LookupError(f"no search engine is fed by the topic {topic!r}")
    return engine


def fed() -> tuple[str, ...]:
    """The topics that feed an engine in this installation."""
    return (MAIN,) if engines.stand_in() is None else (MAIN, STAND_IN)
