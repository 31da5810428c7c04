"""The one clock of the project, so that a test can move it without patching anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=_system)


def now() -> datetime:
    """The time in UTC, aware."""
    return _clock.get()()


@contextmanager
def use_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """Let `now()` ask the given clock inside the block."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)
