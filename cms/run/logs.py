"""Log files of processes and services, bounded."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

LIMIT: Final = 20_000_000
"""Bytes of one log; there is one older one besides."""


def bound(files: Iterable[Path], limit: int = LIMIT) -> None:
    """Move what is in a too long log to `<name>.1` and empty it; its process goes on writing into the same file.

    Lines written between the copy and the emptying are lost; that is the price of asking nothing of the writers.
    """
    for log in files:
        if log.exists() and log.stat().st_size > limit:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            with log.open("r+b") as file:
                file.truncate(0)
