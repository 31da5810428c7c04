"""Which picture is the cover."""

from library_pages.text import media_types
from library_pages.text.epub.book import Book
from library_pages.text.epub.chapter import read_document
from library_pages.text.epub.opf import Item
from library_pages.text.epub.paths import resolve
from library_pages.text.epub.xml import XLINK

MAX_COVER = 30 << 20
_IN_FIRST_CHAPTERS = 1


def cover_bytes(book: Book) -> bytes | None:
    """Bytes of the cover as the file has them, unchecked; None when the book has none.

    Looked for where EPUB 3 says, then where EPUB 2 said, then on the first page.
    """
    item = book.package.with_property("cover-image") or _by_meta(book) or _by_name(book)
    path = item.path if item else _on_first_page(book)
    if path is None or path not in book.archive or book.archive.size(path) > MAX_COVER:
        return None
    kind = media_types.media_type_of(path, item.media_type if item else "")
    return book.archive.read(path, MAX_COVER) if kind in media_types.PICTURES else None


def _by_meta(book: Book) -> Item | None:
    for meta in book.package.root.iter("{*}meta"):
        if meta.get("name") == "cover":
            content = meta.get("content", "")
            found = book.package.items.get(content) or book.package.at(content)
            if found is not None and found.media_type.startswith("image/"):
                return found
    return None


def _by_name(book: Book) -> Item | None:
    for item in book.package.items.values():
        if item.media_type in media_types.PICTURES and item.ident.lower() in {"cover", "cover-image", "coverimage"}:
            return item
    return None


def _on_first_page(book: Book) -> str | None:
    for chapter in book.chapters[:_IN_FIRST_CHAPTERS]:
        if chapter.media_type in media_types.PICTURES:
            return chapter.source
        if chapter.media_type == media_types.SVG:
            return None
        for element in read_document(book.archive, chapter.source).root.iter("{*}img", "{*}image", "img", "image"):
            href = element.get("src") or element.get(f"{{{XLINK}}}href") or element.get("href") or ""
            found = resolve(chapter.source, href)
            if found and found[0] in book.archive:
                return found[0]
    return None
