"""An EPUB, opened: package, locks, what every chapter is served as."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from library_pages.text import media_types
from library_pages.text.epub import chapter, encryption, opf
from library_pages.text.epub.xml import XHTML
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.splitting import Block

Beat = Callable[[int], None]  # called with percent done, often; may raise to stop


@dataclass(slots=True)
class Chapter:
    """A document of the reading order with its text.

    Attributes:
        path: where the reader finds it; `source` is its archive name, another one when a picture got a page around it.
        size: what it weighs when served.
    """

    path: str
    source: str
    media_type: str
    linear: bool
    blocks: list[Block]
    title: str
    size: int


@dataclass(slots=True)
class Book:
    """An opened EPUB.

    Attributes:
        rewritten: bytes to serve instead of the archive's, by archive name.
        types: media type to serve a file as, where that is not what the manifest says.
        fonts: keys of obfuscated fonts.
        reflowable: whether a reader lays out the text; else pages are fixed.
    """

    archive: SafeZip
    package: opf.Package
    fonts: dict[str, encryption.FontKey]
    chapters: list[Chapter] = field(default_factory=list)
    rewritten: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    reflowable: bool = True


def open_book(file: IO[bytes], beat: Beat = lambda _percent: None) -> Book:
    """Read all of an EPUB but its pictures, fonts and sounds.

    Raises:
        RefusedError: it can't be shown to readers, for the reason of its code.
    """
    archive = SafeZip(file)
    package = opf.read_package(archive)
    book = Book(archive, package, encryption.read_encryption(archive, package))
    book.reflowable = not _is_fixed(package)
    for number, spine_item in enumerate(package.spine):
        book.chapters.append(_chapter(book, spine_item))
        beat(50 * number // len(package.spine))
    return book


def _is_fixed(package: opf.Package) -> bool:
    for meta in package.root.iter("{*}meta"):
        if meta.get("property") == "rendition:layout" and not meta.get("refines"):
            return (meta.text or "").strip() == "pre-paginated"
        # Before EPUB 3: the words of Amazon and of early Apple books.
        if meta.get("name") == "fixed-layout":
            return meta.get("content", "").strip().lower() == "true"
    return False


def _chapter(book: Book, spine_item: opf.SpineItem) -> Chapter:
    item = spine_item.item
    kind = media_types.media_type_of(item.path, item.media_type) or media_types.XHTML
    path = _wrapper_path(book, item.path) if _needs_page(book, kind) else item.path
    if kind in media_types.PICTURES:
        return Chapter(path, item.path, kind, spine_item.linear, [], "", book.archive.size(item.path))
    document = chapter.read_document(book.archive, item.path)
    if document.rewritten is not None:
        book.rewritten[item.path] = document.rewritten
    if not document.is_xml:
        kind = book.types[item.path] = media_types.HTML
    # The table of contents is no text to be found: it repeats every title.
    blocks = [] if "nav" in item.properties else chapter.blocks_of(document.root)
    found = next((block.text for block in blocks if block.heading), "") or _title(document)
    size = len(book.rewritten.get(item.path, b"")) or book.archive.size(item.path)
    return Chapter(path, item.path, kind, spine_item.linear, blocks, found.replace("\n", " "), size)


def _needs_page(book: Book, kind: str) -> bool:
    # In a reflowable book the reader hangs for ever on a bare SVG (reader-spike.md 5.1); fixed pages show it as it is.
    return book.reflowable and (kind == media_types.SVG or kind in media_types.PICTURES)


def _wrapper_path(book: Book, path: str) -> str:
    candidate = f"{path}.xhtml"
    while candidate in book.archive:
        candidate = f"{candidate.removesuffix('.xhtml')}_.xhtml"
    return candidate


def _title(document: chapter.Document) -> str:
    found = document.root.find(f".//{{{XHTML}}}title")
    if found is None:
        found = document.root.find(".//title")
    return " ".join((found.text or "").split()) if found is not None else ""
