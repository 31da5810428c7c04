"""The one clock of the project, so that a test can move it without patching anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone


def _system() -> datetime:
    return datetime.now(UTC)


_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=_system)


def now() -> datetime:
    """The time in UTC, aware."""
    return _clock.get()()


def today() -> date:
    """The day in the library's time zone."""
    return timezone.localdate(now())


@contextmanager
def use_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """Let `now()` ask the given clock inside the block."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)
