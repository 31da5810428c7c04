"""News between apps: announced inside a transaction, heard after it has committed.

A lower layer declares an event; upper layers listen. Whoever listens must be idempotent: a process that dies between
commit and delivery loses the announcement, so what must not be lost goes through the outbox instead.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)

E = TypeVar("E")
Receiver = Callable[[Any], None]

_receivers: dict[type, list[Receiver]] = defaultdict(list)


def listens_to(event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a receiver of this event type; importing the module twice registers once."""

    def register(receiver: Callable[[E], None]) -> Callable[[E], None]:
        if receiver not in _receivers[event_type]:
            _receivers[event_type].append(receiver)
        return receiver

    return register


def announce(event: object) -> None:
    """Tell all receivers after the current transaction has committed; without one, at once."""

    def deliver() -> None:
        for receiver in _receivers[type(event)]:
            try:
                receiver(event)
            except Exception:
                logger.exception("receiver failed", extra={"event": type(event).__name__})

    transaction.on_commit(deliver)
