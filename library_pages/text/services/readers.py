"""One reader a kind of file: what to keep, which files the package gets, the cover."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from library_pages.text.enums import SourceKind
from library_pages.text.epub import cover, unpack
from library_pages.text.epub.book import open_book
from library_pages.text.epub.extract import extract as extract_epub
from library_pages.text.extracted import Extracted, PackageFile
from library_pages.text.jail.run import cover_of, redrawn_picture
from library_pages.text.media_types import PDF
from library_pages.text.pdf.extract import DOCUMENT
from library_pages.text.pdf.extract import extract as extract_pdf

_CHUNK = 1 << 20

Beat = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found; `files` can be read while the reader is open."""

    extracted: Extracted
    files: Iterator[PackageFile]
    cover: bytes | None


@contextmanager
def read_epub(file: Path, folder: Path, beat: Beat) -> Iterator[Reading]:
    """An EPUB.

    Raises:
        RefusedError: see `wording.REASONS`.
    """
    with file.open("rb") as stream:
        book = open_book(stream, beat)
        extracted = extract_epub(book)
        picture = cover.cover_bytes(book)
        yield Reading(extracted, unpack.files_of(book), redrawn_picture(picture, folder) if picture else None)


@contextmanager
def read_pdf(file: Path, folder: Path, beat: Beat) -> Iterator[Reading]:
    """A PDF; its package holds the document alone.

    Raises:
        RefusedError: see `wording.REASONS`.
    """
    extracted = extract_pdf(file, folder, beat)
    with file.open("rb") as stream:
        chunks = iter(lambda: stream.read(_CHUNK), b"")
        yield Reading(extracted, iter([PackageFile(DOCUMENT, PDF, chunks)]), cover_of(folder))


READERS: dict[SourceKind, Callable[[Path, Path, Beat], AbstractContextManager[Reading]]] = {
    SourceKind.EPUB: read_epub,
    SourceKind.PDF: read_pdf,
}
