"""One supervisor for one data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.run.errors import RunError


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel gives it back however the process and its children end.

    Raises:
        RunError: another supervisor has it.
    """
    path = folder / "supervisor.lock"
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise RunError(
                f"Kho Vàng is already running with the data in {folder} (process {owner}). "
                "Stop it first, or choose another folder with KHOVANG_DATA=…"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
