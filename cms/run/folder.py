"""The data folder: checked before anything is written, with words for each way in which it can't be used."""

import errno
import fcntl
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cms.run.errors import RunError

_PROBE: Final = 256 << 10  # bytes: a start writes more at once
_OTHERS: Final = 0o077
_CHOOSE: Final = "or choose another folder with KHOVANG_DATA=…"
_NO_PATH: Final = {errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}
_NOT_OURS: Final = {errno.EACCES, errno.EPERM}
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LOCKS: Final = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}


def absolute(given: str) -> Path:
    """The folder that KHOVANG_DATA names; a relative one counts from where the start was typed.

    Raises:
        RunError: it names none.
    """
    try:
        return Path(given).expanduser().resolve()
    except (RuntimeError, OSError, ValueError) as error:  # ~nobody, a loop of links, too long
        raise RunError(f"KHOVANG_DATA={given} names no folder ({error}). Write its whole path.") from error


def make_ready(data: Path) -> None:
    """Make the folder with what lies in it from the start, for its owner alone.

    Raises:
        RunError: nothing can be kept there, with the reason and what to do.
    """
    with _in_words(data):
        data.mkdir(parents=True, exist_ok=True)
        # Servers that refuse root run under an account of their own, which must get through to its own folder.
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for name in ("logs", "run", "work", "work/uploads"):
            (data / name).mkdir(mode=0o700, exist_ok=True)
        _try_out(data / "run")


def _try_out(folder: Path) -> None:
    """Do once what databases and secrets will need: room, locks, and files that only their owner reads."""
    probe = folder / f"probe.{os.getpid()}"
    descriptor = os.open(probe, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, bytes(_PROBE))
        os.fsync(descriptor)
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_mode & _OTHERS:
            raise RunError(
                f"{folder.parent} lies on a drive that keeps no file from others, as FAT and Windows drives do. "
                f"Use a folder of this system, for example in your home folder, {_CHOOSE}"
            )
    finally:
        os.close(descriptor)
        with suppress(OSError):
            probe.unlink()


@contextmanager
def _in_words(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(_words(data, error)) from error


def _words(data: Path, error: OSError) -> str:
    place = Path(error.filename) if error.filename else data
    said = f"{data} can't be used ({error.strerror}). Choose another folder with KHOVANG_DATA=…"
    if isinstance(error, NotADirectoryError | FileExistsError):
        said = f"{place} is a file and no folder. Remove it, {_CHOOSE}"
    elif error.errno in _NO_PATH:
        said = f"{data} can't be a folder ({error.strerror}). Choose another one with KHOVANG_DATA=…"
    elif error.errno == errno.EROFS:
        said = f"{data} lies on a drive that can only be read. Mount it for writing, {_CHOOSE}"
    elif error.errno in _NO_ROOM:
        said = f"There is no room left for {data}. Free some, {_CHOOSE}"
    elif error.errno in _NO_LOCKS:
        said = f"{data} lies on a drive without file locks, which a database needs. Use a local one, {_CHOOSE}"
    elif error.errno in _NOT_OURS:
        said = (
            f"{pwd.getpwuid(os.geteuid()).pw_name} may not write to {place}, which belongs to {_owner(place)}. "
            f"Start as its owner, let `chown` give it to you, {_CHOOSE}"
        )
    return said


def _owner(place: Path) -> str:
    """Who owns the place, or the first folder above it that can be seen."""
    for each in (place, *place.parents):
        try:
            return pwd.getpwuid(each.stat().st_uid).pw_name
        except (OSError, KeyError):
            continue
    return "somebody else"
