"""One connection: when it has taken too long, and how much of the loop it may take at once."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

if TYPE_CHECKING:
    from cms.run.web.door import Door
    from cms.run.web.limits import Limits

_AT_ONCE: Final = 1 << 20  # bytes sent to one before the others have their turn


class SiteAdjustments(Adjustments):
    """Settings of waitress, and those by which a body gets more room.

    Attributes:
        uploads: the path below which files are sent.
        may_upload: whether a `Cookie` header comes from somebody who may send them.
        with_uploads: the settings for what she sends.
    """

    uploads: str
    may_upload: Callable[[str], bool]
    with_uploads: Adjustments


class Request(HTTPRequestParser):
    """A request on its way in; a body has the room that its address and its sender need."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head.

        Raises:
            ParsingError: answered with 400.
        """
        try:
            super().parse_header(header_plus)
        except ParsingError:
            raise
        except ValueError as error:  # a length of thousands of digits, an address that is none
            raise ParsingError("The head can't be read") from error
        ours = self.adj
        if not isinstance(ours, SiteAdjustments) or not self.path.startswith(ours.uploads):
            return
        if ours.may_upload(self.headers.get("COOKIE", "")):
            self.adj = ours.with_uploads


class Channel(HTTPChannel):
    """A connection. Nothing that a client does or leaves undone takes a thread: only whole requests get to one."""

    parser_class = Request
    server: "Door"

    def __init__(self, server: "Door", sock: Any, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002  (waitress' name)
        self.moved = monotonic()  # when a byte came or went last
        self._begun = 0.0  # when the first byte of a request came that is not complete
        self._answering = 0.0  # since when an answer waits to be taken
        self._taken = 0  # bytes of it
        self._room = 0
        super().__init__(server, sock, addr, adj, map)
        server.guests.add(self)

    @property
    def is_at_work(self) -> bool:
        """Whether a request is being answered, or its answer taken."""
        return bool(self.requests or self.total_outbufs_len)

    def overdue(self, now: float, limits: "Limits") -> bool:
        """Whether it has taken too long at what it is at."""
        if self.total_outbufs_len:
            self._answering = self._answering or now
            late = self._taken < (now - self._answering - limits.grace) * limits.rate
            return late or now - self.moved > limits.stall
        self._answering, self._taken = 0.0, 0
        if self.requests:
            self._begun = 0.0  # what is sent meanwhile is read when this one has been answered
            return False
        if self.request is None:
            return now - self.moved > limits.idle
        self._begun = self._begun or now
        if not self.request.headers_finished:
            return now - self._begun > limits.head
        late = self.request.body_bytes_received < (now - self._begun - limits.grace) * limits.rate
        return late or now - self.moved > limits.stall

    def handle_read(self) -> None:
        """Take in what has come."""
        super().handle_read()
        if self.request is None:
            self._begun = 0.0
        elif not self._begun:
            self._begun = monotonic()

    def recv(self, buffer_size: int) -> bytes:
        """Bytes that have come."""
        found: bytes = super().recv(buffer_size)
        self.moved = monotonic()
        return found

    def send(self, data: bytes, do_close: bool = True) -> int:
        """How many bytes have gone; 0 when the socket is full or it is the others' turn."""
        if self._room <= 0:
            return 0
        sent: int = super().send(data, do_close)
        if sent:
            self.moved = monotonic()
            self._room -= sent
            self._taken += sent
        return sent

    def _flush_some(self, do_close: bool = True) -> bool:
        self._room = _AT_ONCE
        return bool(super()._flush_some(do_close))

    def del_channel(self, map: Any = None) -> None:  # noqa: A002  (waitress' name)
        super().del_channel(map)
        self.server.guests.discard(self)

    def service(self) -> None:
        """Answer a request; runs in a thread."""
        with self.server.hears(self):
            super().service()
