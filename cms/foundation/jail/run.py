"""Starting programs that read hostile files: limits, an end with their parent, progress, a stop."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.foundation.jail import launch

_LAUNCHER: Final = str(Path(launch.__file__).resolve())
COMPLAINTS: Final = "complaints.txt"  # what a program writes to its error output, in its folder
_TAIL: Final = 2000  # characters of what a program complained about
_READ: Final = 1 << 16
_MAX_ANSWER: Final = 64 << 20


class ProgramError(Exception):
    """A program did not end well.

    Attributes:
        code: `took-too-long`, `stalled` or `crashed`.
        detail: the end of what it wrote to its error output.
        status: what it ended with by itself, for programs of ours that tell something by it; else None.
    """

    def __init__(self, code: str, detail: str = "", status: int | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.status = status


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock, seconds without a sign of life, bytes of memory, bytes of one written file."""

    seconds: float = 300
    silence: float = 60
    memory: int = 4 << 30
    output: int = 4 << 30


def run(
    program: Sequence[str],
    *,
    folder: Path,
    limits: Limits,
    heard: Callable[[str], None] = lambda _line: None,
    tick: Callable[[], None] = lambda: None,
) -> None:
    """Run a program to its end in a process group of its own.

    `heard` gets each line of its output; `tick` is called at once, then about once a second, and may raise, which ends
    the program.

    Raises:
        ProgramError: it failed, hung, or took too long.
    """
    complaints = folder / COMPLAINTS
    with complaints.open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603  (our own programs; the names are ours, never the sender's)
            [
                *(sys.executable, "-I", "-S", _LAUNCHER),
                *map(str, (os.getpid(), limits.memory, int(limits.seconds) * (os.cpu_count() or 1), limits.output)),
                *program,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env={},
            start_new_session=True,
        )
        try:
            _listen(process, limits, heard, tick)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
    if process.returncode == -signal.SIGXCPU:
        raise ProgramError("took-too-long", "processor time")
    if process.returncode:
        words = f"ended with {process.returncode}: {_tail(complaints)}"
        raise ProgramError("crashed", words, process.returncode)


def _listen(
    process: "subprocess.Popen[bytes]", limits: Limits, heard: Callable[[str], None], tick: Callable[[], None]
) -> None:
    assert process.stdout is not None  # noqa: S101  (asked for above)
    begun = last = time.monotonic()
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            tick()
            data = os.read(process.stdout.fileno(), _READ) if selector.select(1.0) else None
            moment = time.monotonic()
            if data:
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    heard(line.decode(errors="replace").strip())
                last = moment
            elif data == b"":
                break
            if moment - begun > limits.seconds:
                raise ProgramError("took-too-long", f"{limits.seconds:.0f} s")
            if moment - last > limits.silence:
                raise ProgramError("stalled", f"{limits.silence:.0f} s without progress")
    if rest:
        heard(rest.decode(errors="replace").strip())
    process.wait(5)


def _tail(file: Path) -> str:
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(0, size - _TAIL))
        return stream.read().decode(errors="replace")


def answer_of(program: Sequence[str], *, folder: Path, limits: Limits) -> str:
    """All that a program prints.

    Raises:
        ProgramError: as `run`; `crashed` also when it prints more than 64 MiB.
    """
    said: list[str] = []
    size = 0

    def keep(line: str) -> None:
        nonlocal size
        size += len(line)
        if size > _MAX_ANSWER:
            raise ProgramError("crashed", "too much output")
        said.append(line)

    run(program, folder=folder, limits=limits, heard=keep)
    return "\n".join(said)
