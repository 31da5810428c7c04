"""A port on loopback that hears whoever calls."""

from __future__ import annotations

import queue
import socket
import threading
from contextlib import suppress

_LONGEST = 65536
_OWN = b"GET /until-now HTTP/1.1"


class Listener:
    """Accepts connections one after the other and keeps the first line of what each says."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def heard(self) -> list[str]:
        """Everything until now, an empty line for a caller that said nothing."""
        with socket.create_connection(("127.0.0.1", self.port)) as own:
            own.sendall(_OWN + b"\r\n\r\n")
            return list(iter(self._heard.get, _OWN.decode()))

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(2)
                said = b""
                with suppress(OSError):
                    said = caller.recv(_LONGEST)
                self._heard.put(said.split(b"\r\n")[0].decode("latin-1"))
                with suppress(OSError):
                    caller.sendall(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
