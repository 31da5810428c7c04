"""One process that serves: from the first connection to an orderly end."""

import signal
import socket
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher

from cms.run.web import loop
from cms.run.web.door import Door, Guests, adjustments
from cms.run.web.limits import Limits
from cms.run.web.loop import Sockets

THREADS: Final = 12
PATIENCE: Final = 5.0  # seconds for requests that are being answered; below the supervisor's own


class Site:
    """The doors of one process, and what happens at them."""

    def __init__(
        self,
        application: Callable[..., Any],
        sockets: Sequence[socket.socket],
        limits: Limits,
        *,
        may_upload: Callable[[str], bool],
    ) -> None:
        self._limits = limits
        self._sockets = Sockets()
        self._guests = Guests(limits)
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(THREADS)
        adj = adjustments(limits, THREADS, may_upload)
        self._doors = [Door(application, one, self._sockets, self._guests, self._dispatcher, adj) for one in sockets]
        self._stop_by = 0.0

    def run(self) -> None:
        """Serve until SIGTERM; what is being answered then is finished, within `PATIENCE` seconds."""
        signal.signal(signal.SIGTERM, lambda *_: self._stop())
        loop.run(self._sockets, self._look)

    def _stop(self) -> None:
        self._stop_by = self._stop_by or monotonic() + PATIENCE
        self._doors[0].pull_trigger()

    def _look(self) -> bool:
        signal.alarm(self._limits.hung)
        now = monotonic()
        if self._stop_by:
            for door in self._doors:
                if door.accepting:
                    door.shut()
        for channel in self._guests:
            if channel.overdue(now, self._limits) or (self._stop_by and not channel.is_at_work):
                channel.handle_close()
        return not self._stop_by or (now < self._stop_by and any(channel.is_at_work for channel in self._guests))
