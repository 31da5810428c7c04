"""Starting the program that reads a hostile file apart from the site, and listening to it."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cms.foundation.jail.run import Limits, ProgramError, run
from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.jail import taking, worker

_WORKER = Path(worker.__file__).resolve()

LIMITS: Final = Limits(
    seconds=bounds.SECONDS,
    silence=bounds.SECONDS,
    memory=bounds.MEMORY,
    output=bounds.FILE_BYTES,
    total=bounds.PACKAGE_BYTES,
)
_PICTURE_LIMITS: Final = Limits(
    seconds=bounds.SECONDS_OF_PICTURE,
    silence=bounds.SECONDS_OF_PICTURE,
    memory=bounds.MEMORY,
    output=bounds.COVER_BYTES,
    total=2 * bounds.COVER_BYTES,
)


def read(
    kind: str, file: Path, folder: Path, beat: Callable[[int], None] = lambda _percent: None, limits: Limits = LIMITS
) -> None:
    """Have a file read; what was found lies in the folder then (`taking`). `beat` gets percent about once a second.

    Args:
        kind: `epub` or `pdf`.
        file: the one file that the program may read.
        folder: an empty one of its own, the only place where it may write.
        beat: may raise, which ends the program.
        limits: what it may use.

    Raises:
        RefusedError: the program refused the file (its code), took too long (`took-too-long`), wrote too much
            (`zip-too-big`) or died (`crashed`).
    """
    percent = 0

    def heard(line: str) -> None:
        nonlocal percent
        percent = min(int(line), 79) if line.isdecimal() and len(line) < 4 else percent  # noqa: PLR2004

    _run(kind, file, folder, limits, heard, lambda: beat(percent))


def redrawn(file: Path, folder: Path, limits: Limits = _PICTURE_LIMITS) -> bytes | None:
    """A picture from an upload as a fresh JPEG; None when it is none of the formats that we take, or a bomb."""
    with contextlib.suppress(RefusedError):
        _run("picture", file, folder, limits)
        return taking.cover(folder)
    return None


def _run(
    job: str,
    file: Path,
    folder: Path,
    limits: Limits,
    heard: Callable[[str], None] = lambda _line: None,
    tick: Callable[[], None] = lambda: None,
) -> None:
    program = [sys.executable, "-I", "-B", str(_WORKER), job, str(file), str(folder)]
    try:
        run(program, folder=folder, limits=limits, reads=[file], heard=heard, tick=tick)
    except ProgramError as error:
        if error.status == worker.EXIT_REFUSED:
            raise taking.refusal(folder) from error
        code = "zip-too-big" if error.code == "too-much-output" else error.code
        raise RefusedError(code, error.detail) from error
