"""What every starter needs: a free port, the end of a log, and waiting with a bound."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_PAUSE_SECONDS: Final = 0.05
_TAIL_BYTES: Final = 4_000


class ServiceError(RuntimeError):
    """A service can't be had or did not start; the message says why and what to do, and quotes the log's end."""


def free_port(host: str = "127.0.0.1") -> int:
    """A TCP port that was free a moment ago: bind it soon, and be ready to hear that somebody was quicker."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def tail(log: Path, limit: int = _TAIL_BYTES) -> str:
    """The last `limit` bytes of a log as text; says so when there is none."""
    if not log.exists():
        return f"({log} was not written)"
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - limit))
        return stream.read().decode("utf-8", "replace").strip() or f"({log} is empty)"


def wait_until(ready: Callable[[], bool], *, alive: Callable[[], bool], seconds: float, name: str, log: Path) -> None:
    """Ask `ready` until it says yes.

    Args:
        ready: answers at once (a second at most); a connection that is refused is a plain no.
        alive: whether the process still runs; a dead one is never waited for.
        seconds: the longest wait.
        name: the service, for the message.
        log: quoted when it fails.

    Raises:
        ServiceError: the process ended, or the time is over.
    """
    deadline = time.monotonic() + seconds
    while True:
        # Asked in this order: a process that ends right after its answer is still caught by the next call.
        running = alive()
        if running and ready():
            return
        if not running:
            raise ServiceError(f"{name} ended while it started. The end of {log}:\n{tail(log)}")
        if time.monotonic() > deadline:
            raise ServiceError(f"{name} was not ready after {seconds:.0f} s. The end of {log}:\n{tail(log)}")
        time.sleep(_PAUSE_SECONDS)
