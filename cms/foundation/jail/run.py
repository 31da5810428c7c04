"""Starting programs that read hostile files: limits, an end with their parent, progress, a stop."""

import contextlib
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cms.foundation.jail import launch

_LAUNCHER: Final = str(Path(launch.__file__).resolve())
_SOURCES: Final = Path(launch.__file__).resolve().parents[3]
_READABLE: Final = (
    *("/usr", "/lib", "/lib64", "/bin", "/opt", "/nix/store", "/etc/ld.so.cache", "/etc/alternatives"),
    *(sys.base_prefix, sys.prefix),
    *(str(package.parent) for package in _SOURCES.glob("*/__init__.py")),
)
SYSTEM: Final = tuple(dict.fromkeys(str(Path(path).resolve()) for path in _READABLE if Path(path).exists()))
"""What every program may read and run: the system, Python, and our own code, but not what lies beside that."""
COMPLAINTS: Final = "complaints.txt"  # what a program writes to its error output, in its folder
_TAIL: Final = 2000  # characters of what a program complained about
_READ: Final = 1 << 16
_MAX_LINE: Final = 64 << 20
_MAX_ANSWER: Final = 64 << 20
_WEIGH_EVERY: Final = 2.0  # seconds between two looks at how much a program has written
_MAX_ENTRIES: Final = 50_000


class ProgramError(Exception):
    """A program did not end well.

    Attributes:
        code: `took-too-long`, `stalled`, `too-much-output` or `crashed`.
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
    """Seconds by the clock, seconds without a sign of life, bytes of memory, of one written file, of all of them."""

    seconds: float = 300
    silence: float = 60
    memory: int = 4 << 30
    output: int = 4 << 30
    total: int = 16 << 30


class UntrustedFileError(Exception):
    """What a program left is no plain file, or longer than allowed; the message says which."""


def opened(path: Path, most: int) -> BinaryIO:
    """A file of at most `most` bytes that a program left in its folder.

    Raises:
        UntrustedFileError: there is none, or it is a link, a pipe, another name of some file, or longer.
    """
    try:
        # A link would be followed with the site's rights, and a pipe would hold its reader for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise UntrustedFileError(f"{path.name}: {error.strerror}") from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1 or found.st_size > most:
        os.close(descriptor)
        raise UntrustedFileError(f"{path.name}: {stat.filemode(found.st_mode)}, {found.st_size} bytes")
    return os.fdopen(descriptor, "rb")


def run(
    program: Sequence[str],
    *,
    folder: Path,
    limits: Limits,
    reads: Sequence[Path] = (),
    heard: Callable[[str], None] = lambda _line: None,
    tick: Callable[[], None] = lambda: None,
) -> None:
    """Run a program to its end in a process group of its own, where it sees little (`launch`).

    Args:
        program: its path and arguments.
        folder: where it begins, and the one place where it may write.
        limits: what it may use.
        reads: files that it may read beside those of the system.
        heard: gets each line of its output.
        tick: is called at once, then about once a second, and may raise, which ends the program.

    Raises:
        ProgramError: it failed, hung, took too long, or wrote too much.
    """
    complaints = folder / COMPLAINTS
    with complaints.open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603  (our own programs; the names are ours, never the sender's)
            [
                *(sys.executable, "-I", "-S", _LAUNCHER),
                json.dumps(_order(folder, limits, reads)),
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
            _listen(process, limits, heard, _weighing(folder, limits.total, tick))
            _require_light(folder, limits.total)
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


def _order(folder: Path, limits: Limits, reads: Sequence[Path]) -> dict[str, object]:
    return {
        "parent": os.getpid(),
        "memory": limits.memory,
        "seconds": max(1, int(limits.seconds)) * (os.cpu_count() or 1),
        "output": limits.output,
        "folder": str(folder.resolve()),
        "reads": [*SYSTEM, *(str(path.resolve()) for path in reads)],
    }


def _listen(
    process: "subprocess.Popen[bytes]", limits: Limits, heard: Callable[[str], None], tick: Callable[[], None]
) -> None:
    assert process.stdout is not None  # noqa: S101  (asked for above)
    begun = last = time.monotonic()
    rest: list[bytes] = []
    unended = 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            tick()
            data = os.read(process.stdout.fileno(), _READ) if selector.select(1.0) else None
            moment = time.monotonic()
            if data:
                *ends, begin = data.split(b"\n")
                for end in ends:
                    heard(b"".join((*rest, end)).decode(errors="replace").strip())
                    rest.clear()
                    unended = 0
                rest.append(begin)
                unended += len(begin)
                if unended > _MAX_LINE:
                    raise ProgramError("too-much-output", "a line without end")
                last = moment
            elif data == b"":
                break
            if moment - begun > limits.seconds:
                raise ProgramError("took-too-long", f"{limits.seconds:.0f} s")
            if moment - last > limits.silence:
                raise ProgramError("stalled", f"{limits.silence:.0f} s without progress")
    if any(rest):
        heard(b"".join(rest).decode(errors="replace").strip())
    process.wait(5)


def _weighing(folder: Path, most: int, tick: Callable[[], None]) -> Callable[[], None]:
    """A tick that also ends a program which has written more than `most` bytes into its folder."""
    looked = time.monotonic()

    def look() -> None:
        nonlocal looked
        tick()
        if time.monotonic() - looked >= _WEIGH_EVERY:
            looked = time.monotonic()
            _require_light(folder, most)

    return look


def _require_light(folder: Path, most: int) -> None:
    size = entries = 0
    for inside, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                size += (Path(inside) / name).lstat().st_size
        entries += len(names) + 1
        if size > most or entries > _MAX_ENTRIES:
            raise ProgramError("too-much-output", f"{size} bytes in {entries} files")


def _tail(file: Path) -> str:
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(0, size - _TAIL))
        return stream.read().decode(errors="replace")


def answer_of(program: Sequence[str], *, folder: Path, limits: Limits, reads: Sequence[Path] = ()) -> str:
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

    run(program, folder=folder, limits=limits, reads=reads, heard=keep)
    return "\n".join(said)
