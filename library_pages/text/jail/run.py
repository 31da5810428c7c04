"""Starting the worker that reads hostile files apart from the site, and listening to it."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from cms.foundation.jail.run import Limits, ProgramError, run
from library_pages.catalogue.refusals import RefusedError
from library_pages.text.jail import worker

_WORKER = Path(worker.__file__).resolve()
_MAX_COVER = 30 << 20
_READ = 1 << 20


LIMITS: Final = Limits(seconds=300, silence=300, memory=2 << 30, output=512 << 20)
"""It writes to files and says nothing, so that only the clock tells whether it hangs."""


def lines_of_pdf(
    file: Path, folder: Path, beat: Callable[[int], None], limits: Limits = LIMITS
) -> Iterator[dict[str, Any]]:
    """What the worker writes about a PDF: one object for the document, then one a page. `beat` gets pages done.

    Raises:
        RefusedError: the worker refused the file (its code), took too long (`took-too-long`) or died (`crashed`).
    """
    lines = folder / "lines.jsonl"
    lines.touch()
    done = 0
    with lines.open(encoding="utf-8") as growing:

        def look() -> None:
            nonlocal done
            done += sum(part.count("\n") for part in iter(lambda: growing.read(_READ), ""))
            beat(done)

        _run("pdf", file, folder, limits, look)
    with lines.open(encoding="utf-8") as written:
        for line in written:
            found: dict[str, Any] = json.loads(line)
            if "refused" in found:
                raise RefusedError(found["refused"], found["detail"])
            yield found


def cover_of(folder: Path) -> bytes | None:
    """The cover that a worker left in its folder."""
    cover = folder / "cover.jpg"
    return cover.read_bytes() if cover.is_file() and 0 < cover.stat().st_size < _MAX_COVER else None


def redrawn_picture(data: bytes, folder: Path, limits: Limits = LIMITS) -> bytes | None:
    """A picture from an upload as a fresh JPEG; None when it is none of the formats that we take, or a bomb."""
    file = folder / "picture"
    file.write_bytes(data)
    try:
        _run("picture", file, folder, limits)
    except RefusedError:
        return None
    return cover_of(folder)


def _run(job: str, file: Path, folder: Path, limits: Limits, tick: Callable[[], None] = lambda: None) -> None:
    """Raises: RefusedError as `lines_of_pdf`; what the worker itself refuses is in its lines, or left out."""
    program = [sys.executable, "-I", str(_WORKER), job, str(file), str(folder)]
    try:
        run(program, folder=folder, limits=limits, tick=tick)
    except ProgramError as error:
        if error.status != worker.EXIT_REFUSED:
            raise RefusedError(error.code, error.detail) from error
