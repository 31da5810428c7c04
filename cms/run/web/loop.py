"""waitress' connections under epoll: what a turn costs follows from what happens, not from how many are open.

waitress' own loop asks every connection at every turn, so a thousand that send a byte a second each keep a core busy.
"""

import select
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Final

from waitress import wasyncore

_LOOK_SECONDS: Final = 0.5


class Sockets(dict[int, Any]):
    """waitress' map of all that it listens to, by descriptor; tells the loop what comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.poller = select.epoll()
        self.touched: deque[int] = deque()
        """Descriptors whose wishes may have changed. Threads append to it, and wake the loop afterwards."""
        self._wishes: dict[int, int] = {}

    def __setitem__(self, number: int, one: Any) -> None:
        super().__setitem__(number, one)
        self.touched.append(number)

    def __delitem__(self, number: int) -> None:
        super().__delitem__(number)
        # Before the socket is closed: its number may belong to another one a moment later.
        if self._wishes.pop(number, None) is not None:
            with suppress(OSError):
                self.poller.unregister(number)

    def settle(self) -> None:
        """Tell the kernel what each touched one wants to hear of."""
        while self.touched:
            number = self.touched.popleft()
            one = self.get(number)
            if one is None:
                continue
            wish = (select.EPOLLIN | select.EPOLLPRI) if one.readable() else 0
            wish |= select.EPOLLOUT if one.writable() and not one.accepting else 0
            before = self._wishes.get(number)
            if before is None:
                self.poller.register(number, wish)
            elif before != wish:
                self.poller.modify(number, wish)
            self._wishes[number] = wish

    def turn(self, seconds: float) -> None:
        """Wait for something to happen, at most so long, and let those answer whom it concerns."""
        self.settle()
        for number, flags in self.poller.poll(seconds):
            one = self.get(number)
            if one is not None:
                wasyncore.readwrite(one, flags)
                self.touched.append(number)


def run(sockets: Sockets, look: Callable[[], bool]) -> None:
    """Turn until `look`, which is asked twice a second, says False."""
    due = 0.0
    while True:
        if monotonic() >= due:
            if not look():
                return
            due = monotonic() + _LOOK_SECONDS
        sockets.turn(max(0.0, due - monotonic()))
