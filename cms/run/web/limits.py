"""How long a connection may take, and how many there may be."""

import resource
from dataclasses import dataclass
from typing import Final

_SPARE: Final = 256  # descriptors for files, the database and the queue
_MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one process; times in seconds, sizes in bytes.

    Attributes:
        head: from the first byte of a request to the end of its head.
        grace: what a body or an answer may take before it has to flow.
        rate: bytes a second that a body is received or an answer taken with from then on, on average.
        stall: without one byte of a body or an answer moving.
        idle: between two requests of a connection.
        address: connections of one address. A school is one address: 35 pupils of six connections each to both hosts
            are 420, and some classes read at the same time.
        connections: of all addresses.
        body: of a request's body.
        upload: of a body below `uploads` whose sender may send files.
        uploads: the path below which files are sent.
        hung: whole seconds without a turn of the loop after which the kernel ends the process: native code, such as a
            regular expression, may hold Python's lock for ever.
    """

    head: float = 15
    grace: float = 60
    rate: int = 1_000
    stall: float = 120
    idle: float = 60
    address: int = 1_500
    connections: int = _MOST
    body: int = 12 << 20
    upload: int = 16 << 30
    uploads: str = "/admin/"
    hung: int = 60


def room_for_connections() -> int:
    """How many connections this process may hold, after it has asked for as many descriptors as it may have."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST + _SPARE if hard == resource.RLIM_INFINITY else min(hard, _MOST + _SPARE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(wanted - _SPARE, wanted // 2)
