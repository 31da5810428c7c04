"""Temporary folders in one place, each held by its process: what a killed one leaves behind is found and removed."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from cms.foundation import clock

_HELD: Final = "held"
_UPLOAD_AGE: Final = timedelta(hours=24)  # nobody's upload takes longer


def place() -> Path:
    return Path(settings.WORK_DIR) / "jobs"


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """An empty folder for as long as the block runs."""
    place().mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=f"{prefix}-", dir=place()) as name,
        (Path(name) / _HELD).open("wb") as held,
    ):
        # The lock ends with the process, however that ends; the programs that it starts do not inherit it.
        fcntl.flock(held, fcntl.LOCK_EX)
        inside = Path(name) / "work"
        inside.mkdir()
        yield inside


def sweep() -> int:
    """Remove the folders that no process holds, and uploads that never came to their end; how many."""
    gone = 0
    for left in place().iterdir() if place().is_dir() else ():
        if _is_nobodys(left):
            shutil.rmtree(left, ignore_errors=True)
            gone += 1
    oldest = (clock.now() - _UPLOAD_AGE).timestamp()
    uploads = Path(settings.FILE_UPLOAD_TEMP_DIR) if settings.FILE_UPLOAD_TEMP_DIR else None
    for left in uploads.iterdir() if uploads is not None and uploads.is_dir() else ():
        with suppress(FileNotFoundError):  # its process has just removed it
            if left.stat().st_mtime < oldest:
                left.unlink()
                gone += 1
    return gone


def _is_nobodys(left: Path) -> bool:
    try:
        with (left / _HELD).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except BlockingIOError:
        return False
    except FileNotFoundError:
        # Just made and not held yet, or killed in between; the next sweep finds it old enough.
        with suppress(FileNotFoundError):
            return left.stat().st_mtime < (clock.now() - timedelta(minutes=5)).timestamp()
        return False
