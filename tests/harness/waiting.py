"""Waiting for what another thread, process or browser does in its own time."""

from __future__ import annotations

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
