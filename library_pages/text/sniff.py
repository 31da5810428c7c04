"""What an uploaded file is, from its content and never from its name."""

import zipfile
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from library_pages.text.enums import SourceKind
from library_pages.text.refusals import refusal

_PDF_WINDOW = 1024  # readers accept junk before the header, up to this (ISO 32000, annex H)
_ZIP = b"PK\x03\x04"
_EPUB_TYPE = b"application/epub+zip"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Kind and media type of a file."""

    kind: SourceKind
    media_type: str


def sniff(file: IO[bytes], name: str) -> Sniffed:
    """The kind of a file; the position is the start again afterwards.

    Raises:
        Problem: it is empty, too large, or nothing that we take.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(_PDF_WINDOW)
    file.seek(0)
    if not size:
        raise refusal("file-empty")
    if size > settings.UPLOAD_MAX_BYTES:
        raise refusal("file-too-large")
    if head.startswith(_ZIP):
        if _is_epub(file):
            return Sniffed(SourceKind.EPUB, "application/epub+zip")
        raise refusal("file-plain-zip" if name.lower().endswith(".epub") else "file-not-known")
    if b"%PDF-" in head:
        return Sniffed(SourceKind.PDF, "application/pdf")
    raise refusal("file-not-known")


def _is_epub(file: IO[bytes]) -> bool:
    # Some tools compress `mimetype` or put it elsewhere; a container file says as well that it is an EPUB.
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            declared = "mimetype" in names and archive.open("mimetype").read(64).strip() == _EPUB_TYPE
            return declared or "META-INF/container.xml" in names
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        raise refusal("zip-broken") from error
    finally:
        file.seek(0)
