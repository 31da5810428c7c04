"""`python -m tests.services.small_site LIMITS`: the web server of `make run` before an application of a few lines.

Prints its port; the limits come as JSON, so that a test need not wait for those of a school.
"""

import json
import re
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from cms.run.web.limits import Limits, room_for_connections
from cms.run.web.serving import Site

SIZE = 20 << 20  # bytes of /disk and /memory: more than the sockets between two processes hold
UPLOADS = "uploads=given"  # the cookie of whoever may send large files
_CHUNK = b"x" * 65_536


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/quick`, `/disk` and `/memory` (large answers), `/read` (how much came), `/wait` for a line, `/hang`."""
    path = environ["PATH_INFO"]
    length = str(SIZE)
    if path == "/disk":
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the server closes it)
        file.truncate(SIZE)
        start_response("200 OK", [("Content-Length", length)])
        return environ["wsgi.file_wrapper"](file, 65_536)  # type: ignore[no-any-return]
    if path == "/memory":
        start_response("200 OK", [("Content-Length", length)])
        return (_CHUNK for _ in range(SIZE // len(_CHUNK)))
    said = b"quick"
    if path == "/wait":
        sys.stdout.write("waits\n")  # one piece: two threads may say it at once
        sys.stdout.flush()
        sys.stdin.readline()
    elif path == "/hang":
        re.match("(a+)+$", "a" * 60 + "b")
    elif path.endswith("/read"):
        said = str(sum(len(part) for part in iter(lambda: environ["wsgi.input"].read(65_536), b""))).encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def main(limits: dict[str, Any]) -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    room_for_connections()
    site = Site(application, [listening], Limits(**limits), may_upload=lambda cookies: cookies == UPLOADS)
    print(listening.getsockname()[1], flush=True)
    site.run()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
