"""The S3 storage of publications: reads a file piece by piece.

The storage that it stands on fetches the whole object at the first read, so every range of 64 KiB of a scanned book
would cost the book.
"""

import io
from typing import Any, Final

from django.core.files.base import File
from storages.backends.s3 import S3Storage

_PIECE: Final = 256 * 1024  # bytes a request; pdf.js asks for 64 KiB at once


class RangedS3Storage(S3Storage):
    """Files opened for reading are seekable and fetched by range."""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        opened: File[Any] = super()._open(name, mode)  # asks for size, raises FileNotFoundError
        if mode != "rb":
            return opened
        reader = _Reader(self.bucket.Object(opened.obj.key), opened.size)  # type: ignore[attr-defined]  # S3File has it
        return File(io.BufferedReader(reader, _PIECE), name)


class _Reader(io.RawIOBase):
    """One request for each buffer that is filled."""

    def __init__(self, remote: Any, size: int) -> None:
        self._object, self._size, self._at = remote, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        length = min(len(buffer), self._size - self._at)
        if length <= 0:
            return 0
        answer = self._object.get(Range=f"bytes={self._at}-{self._at + length - 1}")
        content = answer["Body"].read()
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)
