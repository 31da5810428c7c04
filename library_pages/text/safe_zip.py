"""Reading uploaded zip archives: everything is checked here, whatever the interpreter's zipfile checks.

What could harm is refused. What only a careless packer did is put right where there is one way to do it, and is said
(`SafeZip.repaired`): separators of Windows, a leading `./`, one file packed twice.
"""

import stat
import struct
import unicodedata
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from cms.foundation.normal_form import nfc
from library_pages.catalogue.refusals import RefusedError

_CHUNK = 64 * 1024
_END_RECORD, _END_SIZE = b"PK\x05\x06", 22
_ZIP64_LOCATOR, _ZIP64_LOCATOR_SIZE = b"PK\x06\x07", 20
_LOCAL_HEADER, _LOCAL_SIZE = b"PK\x03\x04", 30
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED, _UTF8 = 0x1, 0x800
_NOT_A_FILE = {stat.S_IFLNK, stat.S_IFBLK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK}
_NAME_BYTES, _PART_BYTES = 1000, 255  # the second is what Linux file systems take
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control and bidi characters: a name must read as what it is


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What an archive may hold: entries, bytes unpacked in all, ratio of an entry bigger than `big` bytes."""

    entries: int = 5_000
    total: int = 1 << 30
    ratio: int = 100
    big: int = 1 << 20
    directory: int = 4 << 20


LIMITS = ZipLimits()


class SafeZip:
    """An archive whose directory has been checked; entries are read through a byte meter.

    Names are in NFC with `/` between parts; directories are left out. No two names differ in letter case alone.

    Attributes:
        repaired: whether something of it had to be put right.
    """

    def __init__(self, file: IO[bytes], limits: ZipLimits = LIMITS) -> None:
        """Check the directory.

        Raises:
            RefusedError: the archive breaks a rule (codes begin with `zip-`).
        """
        self._limits = limits
        self._read_bytes = 0
        _check_end_record(file, limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError) as error:
            raise RefusedError("zip-broken", str(error)) from error
        infos = self._zip.infolist()
        if len(infos) > limits.entries:
            raise RefusedError("zip-too-many", str(len(infos)))
        self._entries = _checked_names(infos)
        _check_sizes(infos, limits)
        _check_places(file, infos, self._zip.start_dir)
        self._by_key = {name.casefold(): name for name in self._entries}
        files = sum(not info.is_dir() for info in infos)
        self.repaired = len(self._entries) < files or any(
            name != nfc(_decoded(info)) for name, info in self._entries.items()
        )
        first = min(infos, key=lambda info: info.header_offset, default=None)
        self.first_name = first.orig_filename if first and first.header_offset == 0 else ""

    def names(self) -> list[str]:
        """Names of all files, in the order of the directory."""
        return list(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def find(self, name: str) -> str | None:
        """The name in the archive that this one means, however its letters are written: names made on Windows."""
        return name if name in self._entries else self._by_key.get(name.casefold())

    def enter(self, folder: str) -> None:
        """From here on read this folder as if it were the whole archive."""
        inside = {name: info for name, info in self._entries.items() if name.startswith(f"{folder}/")}
        self._entries = {name[len(folder) + 1 :]: info for name, info in inside.items()}
        self._by_key = {name.casefold(): name for name in self._entries}
        self.repaired = True

    def size(self, name: str) -> int:
        """Declared size of a file, unpacked."""
        return self._entries[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, metered while it is unpacked.

        Raises:
            KeyError: there is no such file.
            RefusedError: it is damaged, longer than it said, or the archive's total has been reached.
        """
        info = self._entries[name]
        left = info.file_size
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    self._read_bytes += len(chunk)
                    if left < 0:
                        raise RefusedError("zip-lies", name)
                    # Twice: an entry may be read for its text and once more to be unpacked.
                    if self._read_bytes > 2 * self._limits.total:
                        raise RefusedError("zip-too-big", name)
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise RefusedError("zip-broken", f"{name}: {error}") from error
        if left:
            raise RefusedError("zip-lies", name)

    def read(self, name: str, cap: int) -> bytes:
        """The whole content of a file.

        Raises:
            KeyError: there is no such file.
            RefusedError: it is bigger than `cap` bytes, or damaged.
        """
        if self.size(name) > cap:
            raise RefusedError("part-too-big", name)
        return b"".join(self.chunks(name))


def _check_end_record(file: IO[bytes], limits: ZipLimits) -> None:
    # Before zipfile reads the directory, so that a directory of millions of entries costs no memory.
    size = file.seek(0, 2)
    tail_size = min(size, _END_SIZE + 0xFFFF + _ZIP64_LOCATOR_SIZE)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    file.seek(0)
    at = tail.rfind(_END_RECORD)
    if at < 0 or at + _END_SIZE > len(tail):
        raise RefusedError("zip-broken", "no end record")
    if tail[max(0, at - _ZIP64_LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR):
        raise RefusedError("zip-too-big", "zip64")  # nothing within the limits needs it
    count, directory_size = struct.unpack_from("<HL", tail, at + 10)
    if count > limits.entries or directory_size > limits.directory:
        raise RefusedError("zip-too-many", f"{count} entries, directory of {directory_size} bytes")


def _checked_names(infos: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    taken: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError("zip-encrypted", info.orig_filename)
        if info.compress_type not in _METHODS:
            raise RefusedError("zip-method", info.orig_filename)
        if stat.S_IFMT(info.external_attr >> 16) in _NOT_A_FILE:
            raise RefusedError("zip-link", info.orig_filename)
        name = _checked_name(_decoded(info))
        key = name.casefold()
        other = taken.setdefault(key, info)
        if other is info and name and not name.endswith("/"):
            entries[name] = info
        elif not _says_the_same(other, info):
            raise RefusedError("zip-name-twice", name)
    _check_folders(taken, entries)
    return entries


def _says_the_same(one: zipfile.ZipInfo, other: zipfile.ZipInfo) -> bool:
    return (one.CRC, one.file_size) == (other.CRC, other.file_size)  # whichever is read, its checksum is looked at


def _check_folders(keys: Iterable[str], names: Iterable[str]) -> None:
    """No file may stand where another entry needs a folder."""
    ordered = sorted(keys)
    for name in names:
        folder = f"{name.casefold()}/"
        at = bisect_left(ordered, folder)
        if at < len(ordered) and ordered[at].startswith(folder):
            raise RefusedError("zip-name-twice", name)


def _decoded(info: zipfile.ZipInfo) -> str:
    # EPUB names are UTF-8 whatever the flag says (OCF 4.2.3); zipfile takes them for CP437 without the flag.
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _checked_name(raw: str) -> str:
    # Packers of Windows write its separator, others begin in the folder where they stand.
    name = nfc(raw).replace("\\", "/")
    name = name.removeprefix("./")
    parts = name.removesuffix("/").split("/") if name else []
    bad = (
        name.startswith("/")
        or name[1:2] == ":"
        or any(part in {"", ".", ".."} for part in parts)
        or any(unicodedata.category(char) in _INVISIBLE for char in name)
    )
    if bad:
        raise RefusedError("zip-name", ascii(raw)[:200])
    if len(name.encode()) > _NAME_BYTES or any(len(part.encode()) > _PART_BYTES for part in parts):
        raise RefusedError("zip-name-long", name[:200])
    return name


def _check_sizes(infos: Iterable[zipfile.ZipInfo], limits: ZipLimits) -> None:
    total = 0
    for info in infos:
        total += info.file_size
        if info.file_size > limits.big and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise RefusedError("zip-bomb", f"{info.orig_filename}: {info.compress_size} -> {info.file_size}")
    if total > limits.total:
        raise RefusedError("zip-too-big", str(total))


def _check_places(file: IO[bytes], infos: Iterable[zipfile.ZipInfo], directory_at: int) -> None:
    """No entry may lie in another one or in the directory (CVE-2024-0450), nor call itself something else there."""
    end_of_last = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end_of_last:
            raise RefusedError("zip-overlap", info.orig_filename)
        file.seek(info.header_offset)
        header = file.read(_LOCAL_SIZE)
        if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL_HEADER):
            raise RefusedError("zip-broken", info.orig_filename)
        flags, method = struct.unpack_from("<HH", header, 6)
        name_size, extra_size = struct.unpack_from("<HH", header, 26)
        local_name = file.read(name_size)
        encoding = "utf-8" if flags & _UTF8 else "cp437"
        if local_name.decode(encoding, "replace") != info.orig_filename or method != info.compress_type:
            raise RefusedError("zip-lies", info.orig_filename)
        end_of_last = info.header_offset + _LOCAL_SIZE + name_size + extra_size + info.compress_size
    if end_of_last > directory_at:
        raise RefusedError("zip-overlap", "directory")
    file.seek(0)
