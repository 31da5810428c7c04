"""Zip files from strangers: our own checks, whatever the interpreter's version does (api-and-security 8, 37 and 38).

Python 3.11.7 accepts entries that overlap, by which 12 KB become 500 MB (CVE-2024-0450). Everything here refuses and
nothing repairs.
"""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from library_pages.text.refusals import refusal

MAX_ENTRIES = 5_000
MAX_TOTAL = 1024**3
MAX_RATIO = 100
_RATIO_FROM = 1024 * 1024  # small texts compress well; a ratio only matters where it makes megabytes
_LOCAL_HEADER = 30
_CHUNK = 64 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class SafeZip:
    """An archive that passed all checks; `names` are its files in the archive's order."""

    def __init__(self, file: IO[bytes]) -> None:
        """Check the archive's directory; contents are metered while they are read.

        Raises:
            Problem: `zip-broken`, `zip-too-many`, `zip-too-large` or `zip-suspicious`.
        """
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refusal("zip-broken") from error
        entries = self._archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise refusal("zip-too-many")
        _check_entries(entries)
        _check_overlap(entries)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.names = tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._entries

    def size(self, name: str) -> int:
        """Unpacked size that the directory promises; `chunks` holds the file to it."""
        return self._entries[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file's bytes; stops with an error at the first byte more than promised."""
        entry, seen = self._entries[name], 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    seen += len(chunk)
                    if seen > entry.file_size:
                        raise refusal("zip-suspicious")
                    yield chunk
        except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
            raise refusal("zip-broken") from error

    def read(self, name: str) -> bytes:
        """The whole file."""
        return b"".join(self.chunks(name))


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    total = 0
    for entry in entries:
        if not _is_harmless(entry) or entry.filename.casefold() in seen:
            raise refusal("zip-suspicious")
        seen.add(entry.filename.casefold())
        total += entry.file_size
        if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise refusal("zip-suspicious")
    if total > MAX_TOTAL:
        raise refusal("zip-too-large")


def _is_harmless(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    mode = entry.external_attr >> 16
    path = PurePosixPath(name)
    return (
        bool(name)
        and len(name) <= 512  # noqa: PLR2004  (longer than any file system's name)
        and "\\" not in name
        and not any(ord(char) < 32 for char in entry.orig_filename)  # noqa: PLR2004  (control characters, NUL)
        and not path.is_absolute()
        and ".." not in path.parts
        and ":" not in path.parts[0]
        and entry.compress_type in _METHODS
        and not entry.flag_bits & 0x1  # encrypted
        and (not stat.S_IFMT(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    )


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise refusal("zip-suspicious")
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename.encode()) + entry.compress_size
