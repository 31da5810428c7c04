"""A listening socket and its connections."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore
from waitress.server import TcpWSGIServer

from cms.run.web.channel import Channel, SiteAdjustments

if TYPE_CHECKING:
    from cms.run.web.limits import Limits
    from cms.run.web.loop import Sockets

_HEAD_BYTES: Final = 32 << 10
_RECEIVE: Final = 64 << 10
# A thread writes an answer that is no file on this machine into a buffer, on the disk beyond a megabyte, up to this
# much ahead of its reader. What lies behind that holds a thread for as long as the reader takes.
_AHEAD: Final = 64 << 20


def adjustments(limits: "Limits", threads: int, may_upload: Callable[[str], bool]) -> SiteAdjustments:
    """Settings of waitress; proxies' headers are Django's business, which alone knows whether there is a proxy.

    Args:
        limits: bounds of the process.
        threads: how many requests are answered at once.
        may_upload: whether a `Cookie` header comes from somebody who may send large files; asked in the loop.
    """
    made = SiteAdjustments(
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=False,
        max_request_header_size=_HEAD_BYTES,
        max_request_body_size=limits.body,
        recv_bytes=_RECEIVE,
        outbuf_high_watermark=_AHEAD,
    )
    made.uploads, made.may_upload = limits.uploads, may_upload
    made.with_uploads = copy(made)
    made.with_uploads.max_request_body_size = limits.upload
    return made


class Guests:
    """All connections of the process, by the address that they come from."""

    def __init__(self, limits: "Limits") -> None:
        self._limits = limits
        self._of: dict[str, set[Channel]] = defaultdict(set)
        self._count = 0

    def __iter__(self) -> Iterator[Channel]:
        return (channel for channels in list(self._of.values()) for channel in list(channels))

    def add(self, channel: Channel) -> None:
        """Take one in. When there are too many, the one that has waited longest makes room, of the same address."""
        address = channel.addr[0]
        self._of[address].add(channel)
        self._count += 1
        if len(self._of[address]) > self._limits.address:
            self._make_room(address, channel)
        elif self._count > self._limits.connections:
            self._make_room(max(self._of, key=lambda each: len(self._of[each])), channel)

    def discard(self, channel: Channel) -> None:
        channels = self._of.get(channel.addr[0], set())
        if channel in channels:
            channels.remove(channel)
            self._count -= 1
        if not channels:
            self._of.pop(channel.addr[0], None)

    def _make_room(self, address: str, newest: Channel) -> None:
        idle = [each for each in self._of[address] if not each.is_at_work and each is not newest]
        min(idle, key=lambda each: each.moved, default=newest).handle_close()


class Door(TcpWSGIServer):
    """One of the sockets that were open already; several processes listen at it."""

    channel_class = Channel

    def __init__(
        self, application: Any, sock: Any, sockets: "Sockets", guests: Guests, dispatcher: Any, adj: Any
    ) -> None:
        self._sockets, self.guests = sockets, guests
        self._worker = threading.local()
        where = (sock.family, sock.type, sock.proto, sock.getsockname())
        super().__init__(
            application, sockets, True, sock, dispatcher=dispatcher, adj=adj, sockinfo=where, bind_socket=False
        )

    def readable(self) -> bool:
        """Whether somebody may come in."""
        return bool(self.accepting)

    def shut(self) -> None:
        """Let nobody in any more; the other processes go on listening, and threads can still wake the loop."""
        self.accepting = False
        wasyncore.dispatcher.close(self)

    @contextmanager
    def hears(self, channel: Channel) -> Iterator[None]:
        """Tell the loop which connection to look at again when this thread wakes it."""
        self._worker.channel = channel
        try:
            yield
        finally:
            self._worker.channel = None

    def pull_trigger(self) -> None:
        """Wake the loop, from a thread or a signal."""
        channel = getattr(self._worker, "channel", None)
        if channel is not None and channel._fileno is not None:  # noqa: SLF001  (waitress names it so)
            self._sockets.touched.append(channel._fileno)  # noqa: SLF001
        super().pull_trigger()
