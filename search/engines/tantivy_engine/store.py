"""Where the embedded index lies: one folder an index, a pointer file that names the one in use, locks, a journal.

A rebuild fills a new folder beside the old one and swaps the pointer; nothing is ever rebuilt in place.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from cms.foundation.ids import uuid7
from search.engines.tantivy_engine.schema import build, schema_hash
from search.port import EngineError, NeedsRebuildError

_POINTER = "current"
_JOURNAL = "journal"
_LOCK_SECONDS = 10.0
_LOCK_STEP = 0.02


class Store:
    """The folder with all indexes of one installation."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def journal(self) -> Path:
        """Operations applied while a rebuild runs; it replays them at its end. There only during a rebuild."""
        return self._root / _JOURNAL

    def current(self) -> Path:
        """The index in use.

        Raises:
            NeedsRebuildError: there is none that fits.
        """
        try:
            name = (self._root / _POINTER).read_text("ascii").strip()
        except FileNotFoundError as error:
            raise NeedsRebuildError("there is no search index yet") from error
        folder = self._root / name
        if not name.startswith(f"{schema_hash()}-") or not folder.is_dir():
            raise NeedsRebuildError(f"search index {name!r} is missing or has another schema")
        return folder

    def open(self, folder: Path) -> tantivy.Index:
        """Open an index whose format this library can read.

        Raises:
            NeedsRebuildError: it can't.
        """
        try:
            if not tantivy.Index.is_compatible(str(folder)):
                raise NeedsRebuildError(f"search index {folder.name!r} was written by another version of the library")
            return tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            raise NeedsRebuildError(f"search index {folder.name!r} can't be opened: {error}") from error

    def create(self) -> Path:
        """An empty index, not yet in use."""
        folder = self._root / f"{schema_hash()}-{uuid7().hex}"
        folder.mkdir(parents=True, mode=0o750)
        tantivy.Index(build(), str(folder))
        return folder

    def use(self, folder: Path) -> None:
        """Let the pointer name this index: one atomic rename, after all is on disk."""
        for path in (*folder.iterdir(), folder):
            _sync(path)
        fresh = self._root / f"{_POINTER}.new"
        fresh.write_text(folder.name, "ascii")
        _sync(fresh)
        fresh.replace(self._root / _POINTER)
        _sync(self._root)

    def drop_all_but(self, *kept: Path) -> None:
        """Delete other indexes; a reader that still has one open keeps its files until it looks again."""
        names = {path.name for path in kept}
        for path in self._root.iterdir():
            if path.is_dir() and path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, *, wait: float = _LOCK_SECONDS) -> Iterator[None]:
        """Hold a lock of this installation; the system frees it when the process dies.

        Raises:
            EngineError: somebody else held it for all the seconds to wait.
        """
        self._root.mkdir(parents=True, exist_ok=True, mode=0o750)
        with (self._root / f"{name}.lock").open("w") as held:
            until = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > until:
                        raise EngineError(f"the search index's {name} lock is held") from error
                    time.sleep(_LOCK_STEP)
            yield


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
