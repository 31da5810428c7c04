"""Probes for /readyz: the search engine, the broker, the outbox. None of them decides readiness."""

from datetime import timedelta
from typing import Final

from django.db import DatabaseError

from cms.foundation import broker, outbox
from cms.web.health import register_probe
from search import engines
from search.port import EngineError

_TOLERATED: Final = timedelta(minutes=5)


def register() -> None:
    register_probe("search", search_engine)
    register_probe("broker", broker.state)
    register_probe("outbox", waiting_changes)


def search_engine() -> tuple[bool, str]:
    """Whether the configured engine could answer now; readers get answers from its stand-in otherwise."""
    engine = engines.configured()
    try:
        engine.ping()
    except EngineError as error:
        return False, f"{engine.name}: {error}"
    return True, engine.name


def waiting_changes() -> tuple[bool, str]:
    """Whether changes reach the engines: nothing older than five minutes waits, and nothing was refused for good."""
    try:
        count, lag, parked = sum(outbox.waiting().values()), outbox.lag(), outbox.parked()
    except DatabaseError as error:
        return False, type(error).__name__
    words = f"{count} waiting, oldest {int(lag.total_seconds())} s, {parked} parked"
    return lag < _TOLERATED and not parked, words
