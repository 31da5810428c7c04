"""Publishing to the broker: quick to give up, and quiet for a while after a failure.

A dead Redis must not make a save slow: one publish to a frozen broker was measured at up to 2 s, so after a failure
nothing is tried for some seconds. Nothing is lost by that, since the sweepers find what lies in the outbox and in the
job table.
"""

import logging
import threading
import time
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 5.0
_lock = threading.Lock()
_quiet_until = 0.0


def send(task: str, args: list[Any], *, queue: str = "default", expires: float | None = None) -> bool:
    """Publish a task by name; False when the broker can't be reached or has just failed.

    A message older than `expires` seconds is dropped unread.
    """
    global _quiet_until  # noqa: PLW0603  (one breaker a process)
    if time.monotonic() < _quiet_until:
        return False
    try:
        current_app.send_task(task, args=args, queue=queue, expires=expires, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        with _lock:
            _quiet_until = time.monotonic() + _PAUSE_SECONDS
        logger.warning("broker not reachable, left to the sweeper", extra={"task": task, "error": str(error)})
        return False
    return True


def state() -> tuple[bool, str]:
    """Whether the broker takes messages now, and its transport or the error; within about two seconds."""
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
            return True, str(connection.transport.driver_type)
    except (OperationalError, OSError) as error:
        return False, type(error).__name__
