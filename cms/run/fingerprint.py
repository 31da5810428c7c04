"""Whether a step of the start was done already: a stamp file holds the digest of the step's inputs."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_files(paths: Iterable[Path]) -> str:
    """A digest over names, sizes and times of change; contents are not read."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def matches(stamp: Path, digest: str) -> bool:
    """Whether the stamp says that it was done with this digest."""
    return stamp.exists() and stamp.read_text("ascii") == digest


def write(stamp: Path, digest: str) -> None:
    """Record that the step is done with this digest; call it after the step, so that an interrupted one runs again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, "ascii")
