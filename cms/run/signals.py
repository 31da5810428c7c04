"""Ctrl-C, SIGTERM and a closed terminal all mean: stop in order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

STOP: Final = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
_HEARD: Final = STOP | {signal.SIGCHLD}


class StopRequestedError(Exception):
    """One of the three signals came while something was under way."""


def raise_on_stop() -> None:
    """From now on a stop signal interrupts whatever runs, with StopRequestedError."""
    for number in STOP:
        signal.signal(number, _raise)


def _raise(number: int, _frame: object) -> None:
    raise StopRequestedError(signal.Signals(number).name)


@contextmanager
def collected() -> Iterator[None]:
    """Keep the signals for `wait` instead of interrupting: nothing is half done when they come."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupting() -> Iterator[None]:
    """Within `collected`: let a stop signal interrupt a long wait."""
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def wait(seconds: float) -> signal.Signals | None:
    """The next stop signal or SIGCHLD, or None after `seconds`; only within `collected`."""
    heard = signal.sigtimedwait(_HEARD, max(0.0, seconds))
    return None if heard is None else signal.Signals(heard.si_signo)


def forget() -> None:
    """Restore the default handlers; a forked child calls it before anything else."""
    for number in _HEARD:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
