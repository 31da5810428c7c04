"""What an uploaded file is, from its content and never from its name."""

import zipfile
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem
from library_pages.text.enums import SourceKind


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Kind and media type of a file."""

    kind: SourceKind
    media_type: str


def sniff(file: IO[bytes], name: str) -> Sniffed:
    """The kind of a file.

    Raises:
        Problem: it is neither EPUB nor PDF.
    """
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    if b"%PDF-" in head:
        return Sniffed(SourceKind.PDF, "application/pdf")
    if head[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(file) as archive:
                kind = archive.read("mimetype").strip()
        except (zipfile.BadZipFile, KeyError):
            kind = b""
        finally:
            file.seek(0)
        if kind == b"application/epub+zip":
            return Sniffed(SourceKind.EPUB, "application/epub+zip")
    raise Problem("file-not-known", status=422, title=_("This file is neither EPUB nor PDF."))
