"""What an uploaded file is, from its content and never from its name."""

from dataclasses import dataclass
from typing import IO

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.enums import SourceKind
from library_pages.text.epub.archive import CONTAINER_PATH, only_package, open_archive
from library_pages.text.pdf import junk
from library_pages.text.safe_zip import SafeZip

EPUB_TYPE, PDF_TYPE = "application/epub+zip", "application/pdf"
MEDIA_TYPES = {SourceKind.EPUB: EPUB_TYPE, SourceKind.PDF: PDF_TYPE}

_MAX_MIMETYPE = 64
_FIRST_BYTES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind-office"),
    (b"Rar!\x1a\x07", "kind-archive"),
    (b"7z\xbc\xaf\x27\x1c", "kind-archive"),
    (b"\x1f\x8b", "kind-archive"),
    (b"BZh", "kind-archive"),
    (b"\xfd7zXZ\x00", "kind-archive"),
    (b"AT&TFORM", "kind-djvu"),
    (b"\xff\xd8\xff", "kind-picture"),
    (b"\x89PNG\r\n\x1a\n", "kind-picture"),
    (b"GIF8", "kind-picture"),
    (b"II*\x00", "kind-picture"),
    (b"MM\x00*", "kind-picture"),
    (b"{\\rtf", "kind-office"),
    (b"ID3", "kind-sound"),
    (b"\xff\xfb", "kind-sound"),  # MPEG audio without a tag in front
    (b"\xff\xf3", "kind-sound"),
    (b"OggS", "kind-sound"),
    (b"\x1aE\xdf\xa3", "kind-sound"),
    (b"%!PS", "kind-postscript"),
)
_AT_OFFSET = (
    (60, b"BOOKMOBI", "kind-mobi"),
    (257, b"ustar", "kind-archive"),
    (4, b"ftyp", "kind-sound"),
    (8, b"WEBP", "kind-picture"),
    (8, b"WAVE", "kind-sound"),
    (8, b"AVI ", "kind-sound"),
)
_OFFICE_FOLDERS = ("word/", "ppt/", "xl/")


@dataclass(frozen=True, slots=True)
class FileType:
    """Kind and media type of a file."""

    kind: SourceKind
    media_type: str


def sniff(file: IO[bytes], name: str) -> FileType:
    """The kind of a file; the name only chooses between two wordings of a refusal.

    An EPUB is a zip that says so in `mimetype` (OCF 4.3), wherever that lies, or has a container or one package
    document; its whole directory is checked too, so that a hostile archive is turned away before it is stored. A PDF
    may have junk in front of it: mail programs and download pages leave some.

    Raises:
        RefusedError: it is neither EPUB nor PDF, or its archive breaks a rule.
    """
    file.seek(0)
    head = file.read(junk.LOOKED_THROUGH)
    try:
        if head.startswith(b"PK"):
            return _archive(file, name)
        code = "" if junk.HEADER in head[: junk.WITHIN] else _other_kind(head)
        if not code or (code == "kind-unknown" and junk.HEADER in head):
            return FileType(SourceKind.PDF, PDF_TYPE)
        raise RefusedError(code)
    finally:
        file.seek(0)


def _archive(file: IO[bytes], name: str) -> FileType:
    archive = open_archive(file)
    if _says_epub(archive) or archive.find(CONTAINER_PATH) or only_package(archive):
        return FileType(SourceKind.EPUB, EPUB_TYPE)
    if any(entry.startswith(_OFFICE_FOLDERS) for entry in archive.names()):
        raise RefusedError("kind-office")
    raise RefusedError("epub-plain-zip" if name.lower().endswith(".epub") else "kind-archive")


def _says_epub(archive: SafeZip) -> bool:
    path = archive.find("mimetype")
    if path is None or archive.size(path) > _MAX_MIMETYPE:
        return False
    return archive.read(path, _MAX_MIMETYPE).decode("utf-8", "replace").strip("\ufeff \t\r\n") == EPUB_TYPE


def _other_kind(head: bytes) -> str:
    if not head:
        return "empty"
    for start, code in _FIRST_BYTES:
        if head.startswith(start):
            return code
    for offset, mark, code in _AT_OFFSET:
        if head[offset:].startswith(mark):
            return code
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return "kind-web-page" if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<svg")) else "kind-unknown"
