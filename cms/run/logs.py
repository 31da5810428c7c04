"""Log files of the processes, bounded."""

import shutil
from pathlib import Path
from typing import Final

LIMIT: Final = 20_000_000
"""Bytes of one log; there is one older one besides."""


def bound(folder: Path, limit: int = LIMIT) -> None:
    """Move what is in a too long log to `<name>.1` and empty it; the processes go on writing into the same file.

    Lines written between the copy and the emptying are lost; that is the price of asking nothing of the writers.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size > limit:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            with log.open("r+b") as file:
                file.truncate(0)
