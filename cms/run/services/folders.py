"""Where downloads are kept and where sockets lie."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from cms.run.services.account import own_uids
from cms.run.services.probe import ServiceError

SOCKET_PATH_LIMIT: Final = 107
"""Bytes that the kernel keeps for a Unix socket's path (`man 7 unix`: 108 with the closing zero)."""


def cache_folder() -> Path:
    """The folder of unpacked downloads, made if missing: `~/.cache/khovang`.

    For root it is /var/cache/khovang: the servers run under another account, which can't enter root's home.
    """
    if os.geteuid() == 0:
        folder = Path("/var/cache/khovang")
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "khovang"
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.chmod(0o755)
    return folder


def socket_folder(wanted: Path, longest_name: str) -> Path:
    """`wanted` if a socket of that name fits there, else a short private folder that belongs to `wanted`.

    The folder exists afterwards and only its owner may enter it. The same `wanted` always gives the same answer.

    Raises:
        ServiceError: somebody else has taken the short folder.
    """
    folder = wanted
    if len(os.fsencode(wanted / longest_name)) > SOCKET_PATH_LIMIT:
        home = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        folder = home / f"khovang-{os.geteuid()}-{hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder != wanted:
        status = folder.lstat()
        # The name can be guessed and /tmp belongs to everybody: a folder laid out by another account is a trap.
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in own_uids():
            raise ServiceError(f"{folder} belongs to somebody else; remove it or choose a shorter KHOVANG_DATA.")
        folder.chmod(0o700)
    return folder
