"""The sockets that the site listens at, bound before anything else so that a taken port is known at once."""

import errno
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from cms.run.errors import RunError
from cms.run.options import EVERYWHERE, LOOPBACK

_BACKLOG: Final = 512
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Addresses:
    """Listening sockets: `site` for readers, `internal` for health and metrics, on this machine only."""

    port: int
    internal_port: int
    site: tuple[socket.socket, ...]
    internal: socket.socket

    def descriptors(self) -> list[int]:
        """File descriptors of the open sockets; processes that are forked from this one inherit them."""
        return [one.fileno() for one in (*self.site, self.internal)]

    def close(self) -> None:
        for one in (*self.site, self.internal):
            one.close()


def listen(bind: str, port: int) -> Addresses:
    """Listen at the address and at this machine's own, under both 127.0.0.1 and ::1 where there is IPv6.

    `localhost` may mean either of the two: with only one of them some browsers would wait before they try the other.

    Raises:
        RunError: the port is taken or the address is not this machine's.
    """
    for last in reversed(range(_TRIES if port == 0 else 1)):
        with ExitStack() as undo:
            try:
                first = undo.enter_context(_bound(socket.AF_INET, bind if bind == EVERYWHERE else "127.0.0.1", port))
                number: int = first.getsockname()[1]
                others = [undo.enter_context(one) for one in _others(bind, number)]
                internal = undo.enter_context(_bound(socket.AF_INET, "127.0.0.1", 0))
            except OSError as error:
                if error.errno == errno.EADDRINUSE and not last:
                    raise RunError(f"Port {port} is taken. Choose another one: make run PORT={port + 1}") from error
                if error.errno != errno.EADDRINUSE:
                    raise RunError(f"Can't listen at {bind}, port {port}: {error.strerror}.") from error
                continue  # any free port was asked for, and ::1 had this one taken
            undo.pop_all()
            return Addresses(number, internal.getsockname()[1], (first, *others), internal)
    raise RunError("No port is free.")


def _others(bind: str, port: int) -> list[socket.socket]:
    wanted = [(socket.AF_INET6, "::" if bind == EVERYWHERE else "::1")]
    if bind not in {EVERYWHERE, *LOOPBACK}:
        wanted.append((socket.AF_INET6 if ":" in bind else socket.AF_INET, bind))
    made: list[socket.socket] = []
    for family, address in wanted:
        try:
            made.append(_bound(family, address, port))
        except OSError as error:
            # A machine without IPv6 has no ::1; that is no reason not to serve.
            if address == bind or error.errno not in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                for one in made:
                    one.close()
                raise
    return made


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        # Listening already: two starts can both bind a port, but only one can listen at it.
        made.listen(_BACKLOG)
    except OSError:
        made.close()
        raise
    return made
