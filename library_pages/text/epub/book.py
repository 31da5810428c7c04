"""An EPUB, opened: package, locks, what every document is served as."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds, encodings, media_types
from library_pages.text.epub import content_document, encryption, links, opf
from library_pages.text.epub.archive import open_archive
from library_pages.text.epub.xml import XHTML
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.splitting import Block

Beat = Callable[[int], None]  # called with percent done, often; may raise to stop
_LONGEST_TITLE = 500


@dataclass(slots=True)
class SpineDocument:
    """A document of the reading order with its text.

    Attributes:
        path: where the reader finds it; `source` is its archive name, another one when a picture got a page around it.
        size: bytes when served.
        weight: its share of the whole: characters of its text, 1 for one without any.
    """

    path: str
    source: str
    media_type: str
    linear: bool
    blocks: list[Block]
    title: str
    size: int
    weight: int = 1


@dataclass(slots=True)
class Book:
    """An opened EPUB.

    Attributes:
        rewritten: bytes to serve instead of the archive's, by archive name.
        types: media type to serve a file as, where that is not what the manifest says.
        fonts: keys of obfuscated fonts.
        reflowable: whether a reader lays out the text; else pages are fixed.
        warnings: codes of `SourceWarning`.
    """

    archive: SafeZip
    package: opf.Package
    fonts: dict[str, encryption.FontKey]
    spine: list[SpineDocument] = field(default_factory=list)
    rewritten: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    reflowable: bool = True
    warnings: set[str] = field(default_factory=set)


def open_book(file: IO[bytes], beat: Beat = lambda _percent: None) -> Book:
    """Read all of an EPUB but its pictures, fonts and sounds.

    Raises:
        RefusedError: it can't be shown to readers, for the reason of its code.
    """
    room = _Room(bounds.characters_of(file.seek(0, 2)), bounds.BLOCKS, bounds.DOCUMENT_BYTES)
    archive = open_archive(file)
    package = opf.read_package(archive)
    book = Book(archive, package, encryption.read_encryption(archive, package))
    book.reflowable = not _is_fixed(package)
    for number, spine_item in enumerate(package.spine):
        book.spine.append(_spine_document(book, spine_item))
        room.take(book.spine[-1])
        beat(50 * number // len(package.spine))
    _prepare_others(book)
    if archive.repaired:
        book.warnings.add("packed_by_hand")
    if package.misspelled:
        book.warnings.add("names_differ")
    if package.missing:
        book.warnings.add("missing_parts")
    return book


@dataclass(slots=True)
class _Room:
    """What the documents of a book may still come to; asked after each one, before the next fills the memory."""

    characters: int
    blocks: int
    documents: int

    def take(self, document: SpineDocument) -> None:
        self.characters -= document.weight
        self.blocks -= len(document.blocks)
        self.documents -= document.size if document.media_type not in media_types.PICTURES else 0
        if min(self.characters, self.blocks, self.documents) < 0:
            raise RefusedError("too-much-text", f"up to {document.path}")


def _is_fixed(package: opf.Package) -> bool:
    for meta in package.root.iter("{*}meta"):
        if meta.get("property") == "rendition:layout" and not meta.get("refines"):
            return (meta.text or "").strip() == "pre-paginated"
        # Before EPUB 3: the words of Amazon and of early Apple books.
        if meta.get("name") == "fixed-layout":
            return meta.get("content", "").strip().lower() == "true"
    return False


def _spine_document(book: Book, spine_item: opf.SpineItem) -> SpineDocument:
    item = spine_item.item
    kind = media_types.media_type_of(item.path, item.media_type) or media_types.XHTML
    path = _wrapper_path(book, item.path) if _needs_page(book, kind) else item.path
    if kind in media_types.PICTURES:
        return SpineDocument(path, item.path, kind, spine_item.linear, [], "", book.archive.size(item.path))
    document = _document(book, item.path)
    kind = book.types.get(item.path, kind)
    # The table of contents is no text to be found: it repeats every title.
    blocks = [] if "nav" in item.properties else content_document.blocks_of(document.root)
    found = next((block.text for block in blocks if block.heading), "") or _title(document)
    size = len(book.rewritten.get(item.path, b"")) or book.archive.size(item.path)
    weight = max(1, sum(len(block.text) for block in blocks))
    title = found[:_LONGEST_TITLE].replace("\n", " ")
    return SpineDocument(path, item.path, kind, spine_item.linear, blocks, title, size, weight)


def _document(book: Book, path: str) -> content_document.Document:
    """A document, with what is to be served of it noted in the book."""
    document = content_document.read_document(book.archive, path)
    if document.rewritten is not None:
        book.rewritten[path] = document.rewritten
    if not document.is_xml:
        book.types[path] = media_types.HTML
    if document.damaged:
        book.warnings.add("bad_letters")
    if document.misspelled:
        book.warnings.add("names_differ")
    if document.too_deep:
        book.warnings.add("too_deep")
    return document


def _prepare_others(book: Book) -> None:
    """Documents outside the reading order, where notes and links lead, and style sheets."""
    read = {document.source for document in book.spine}
    room = bounds.DOCUMENT_BYTES
    for item in book.package.items.values():
        kind = media_types.media_type_of(item.path, item.media_type)
        if item.path in read or kind not in {media_types.XHTML, media_types.CSS}:
            continue
        read.add(item.path)
        room -= book.archive.size(item.path)
        if room < 0:
            raise RefusedError("too-much-text", f"up to {item.path}")
        if kind == media_types.XHTML:
            _document(book, item.path)
        elif css := _style_sheet(book.archive, item.path):
            book.rewritten[item.path] = css
            book.warnings.add("names_differ")


def _style_sheet(archive: SafeZip, path: str) -> bytes | None:
    text = encodings.decode(archive.read(path, content_document.MAX_DOCUMENT)).text
    changed = links.corrected_css(archive, path, text)
    return changed.encode("utf-8", "replace") if changed is not None else None


def _needs_page(book: Book, kind: str) -> bool:
    # In a reflowable book the reader hangs for ever on a bare SVG; fixed pages show it as it is.
    return book.reflowable and (kind == media_types.SVG or kind in media_types.PICTURES)


def _wrapper_path(book: Book, path: str) -> str:
    candidate = f"{path}.xhtml"
    while candidate in book.archive:
        candidate = f"{candidate.removesuffix('.xhtml')}_.xhtml"
    return candidate


def _title(document: content_document.Document) -> str:
    found = document.root.find(f".//{{{XHTML}}}title")
    if found is None:
        found = document.root.find(".//title")
    return " ".join((found.text or "").split()) if found is not None else ""
