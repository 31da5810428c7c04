"""Waiting for what another thread, process or browser does in its own time."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK = 0.02


def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Look again and again until it is true; after `seconds` that is a failure."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(_LOOK)


def ended(pid: int, seconds: float = 20) -> bool:
    """Whether a process that need not be ours ends within the time."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(int(seconds * 1000)))
    finally:
        os.close(descriptor)
