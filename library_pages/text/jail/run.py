"""Starting the worker that reads hostile files apart from the site, and listening to it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.jail import worker

_WORKER = Path(worker.__file__).resolve()
_POLL_SECONDS = 0.1
_MAX_COVER = 30 << 20
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class JailLimits:
    """Seconds by the clock and of processor time, bytes of address space."""

    seconds: int = 300
    memory: int = 2 << 30


LIMITS = JailLimits()


def lines_of_pdf(
    file: Path, folder: Path, beat: Callable[[int], None], limits: JailLimits = LIMITS
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


def redrawn_picture(data: bytes, folder: Path, limits: JailLimits = LIMITS) -> bytes | None:
    """A picture from an upload as a fresh JPEG; None when it is none of the formats that we take, or a bomb."""
    file = folder / "picture"
    file.write_bytes(data)
    try:
        _run("picture", file, folder, limits, lambda: None)
    except RefusedError:
        return None
    return cover_of(folder)


def _run(job: str, file: Path, folder: Path, limits: JailLimits, beat: Callable[[], None]) -> None:
    command = [sys.executable, "-I", str(_WORKER), str(limits.memory), str(limits.seconds), job, str(file), str(folder)]
    deadline = time.monotonic() + limits.seconds
    with subprocess.Popen(  # noqa: S603  (our own program; the names are ours, never the sender's)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={}, cwd=folder
    ) as process:
        try:
            while process.poll() is None:
                if time.monotonic() > deadline:
                    raise RefusedError("took-too-long", f"{limits.seconds} s")
                beat()
                try:
                    process.wait(_POLL_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        finally:
            process.kill()
        said = process.stderr.read().decode(errors="replace")[-400:] if process.stderr else ""
    if process.returncode == -signal.SIGXCPU:
        raise RefusedError("took-too-long", f"{limits.seconds} s of processor time")
    if process.returncode not in {0, worker.EXIT_REFUSED}:
        raise RefusedError("crashed", f"{job} ended with {process.returncode}: {said}")
    if process.returncode == worker.EXIT_REFUSED and job == "picture":
        raise RefusedError("picture", said)
