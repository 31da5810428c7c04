"""Which picture is the cover: where EPUB says, where readers look when a book names it in some other way, or none.

Without one the library draws a cover, which is better than a publisher's mark or an ornament.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from library_pages.text import bounds, media_types
from library_pages.text.epub.book import Book
from library_pages.text.epub.content_document import read_document
from library_pages.text.epub.paths import locate
from library_pages.text.epub.pictures import LOOKED_THROUGH, size_of
from library_pages.text.epub.xml import OPS, XLINK, children, first, local

_IDENTS: Final = {"cover", "cover-image", "coverimage", "cover-img", "cover_image", "bia"}
_SHOW_PICTURES: Final = {"img", "image", "object"}
_GUIDES: Final = {"cover", "coverpage", "cover-page", "other.ms-coverimage", "other.ms-coverimage-standard"}
_NAME: Final = re.compile(
    r"(?:(?:book|front|e-?book)?[-_ ]?cover|front|b[iì]a(?:[-_ ]?(?:tr[uư][oơớ]c|s[aá]ch|ch[ií]nh))?)"
    r"(?:[-_ ]?(?:image|img|page|pic|full|large|[0-9]{1,2}))?",
    re.IGNORECASE,
)
_PICTURES_LOOKED_AT: Final = 20
_PLACES_LOOKED_AT: Final = 10
# Named as the cover, a picture may be of any shape that is no line; found by looking, it has to look like one.
_NAMED_EDGE, _NAMED_SHAPE = 100, (0.25, 4.0)  # shorter edge in pixels, height by width
_FOUND_EDGE, _FOUND_SHAPE = 200, (0.75, 2.5)


def cover_bytes(book: Book) -> bytes | None:
    """Bytes of the cover as the file has them, unchecked; None when the book has none."""
    for path in islice(_named(book), _PICTURES_LOOKED_AT):
        if found := _picture(book, path, _NAMED_EDGE, _NAMED_SHAPE):
            return found
    for path in _on_first_page(book):
        if found := _picture(book, path, _FOUND_EDGE, _FOUND_SHAPE):
            return found
    return None


def _picture(book: Book, path: str, edge: int, shape: tuple[float, float]) -> bytes | None:
    """The picture at an archive name, by its bytes whatever it calls itself, if it is no logo."""
    if not 0 < book.archive.size(path) <= bounds.COVER_BYTES:
        return None
    data = book.archive.read(path, bounds.COVER_BYTES)
    size = size_of(data[:LOOKED_THROUGH])
    if size is None or min(size) < edge or not shape[0] <= size[1] / size[0] <= shape[1]:
        return None
    return data


def _named(book: Book) -> Iterator[str]:
    """Pictures that the book calls its cover, the clearest word first; each once."""
    for target in islice(dict.fromkeys(_targets(book)), _PLACES_LOOKED_AT):
        yield from _pictures_at(book, target)


def _targets(book: Book) -> Iterator[str]:
    package = book.package
    if item := package.with_property("cover-image"):
        yield item.path
    for meta in package.root.iter("{*}meta"):
        if meta.get("name", "").lower() == "cover":
            content = meta.get("content", "")
            yield from _listed(book, content)
            break
    for reference in children(first(package.root, "guide"), "reference"):
        if reference.get("type", "").lower() in _GUIDES and (
            found := locate(book.archive, package.path, reference.get("href", ""))
        ):
            yield found[0]
    yield from _landmark(book)
    yield from (item.path for item in package.items.values() if item.ident.lower() in _IDENTS)
    yield from sorted(
        (path for path in book.archive.names() if _NAME.fullmatch(PurePosixPath(path).stem)),
        key=lambda path: (len(PurePosixPath(path).stem), path),
    )


def _listed(book: Book, content: str) -> Iterator[str]:
    """What `<meta name="cover">` means: the id of an item, else its address in the package or in the archive."""
    if item := book.package.items.get(content):
        yield item.path
    else:
        for base in (book.package.path, ""):
            if content and (found := locate(book.archive, base, content)):
                yield found[0]


def _landmark(book: Book) -> Iterator[str]:
    nav = book.package.with_property("nav")
    if nav is None:
        return
    for link in read_document(book.archive, nav.path).root.iter("{*}a"):
        kinds = (link.get(f"{{{OPS}}}type") or link.get("epub:type") or "").split()
        if "cover" in kinds and (found := locate(book.archive, nav.path, link.get("href", ""))):
            yield found[0]
            return


def _pictures_at(book: Book, path: str) -> Iterator[str]:
    """The picture itself, or those on the page that is meant."""
    item = book.package.at(path)
    kind = media_types.media_type_of(path, item.media_type if item else "")
    by_name = media_types.media_type_of(path)
    pages = {media_types.XHTML, media_types.HTML, media_types.SVG}
    if kind in pages and by_name not in media_types.PICTURES:
        yield from _pictures_on(book, path)
    else:
        yield path


def _on_first_page(book: Book) -> Iterator[str]:
    for chapter in book.spine[:1]:
        if chapter.media_type in media_types.PICTURES:
            yield chapter.source
        else:
            yield from _pictures_on(book, chapter.source)


def _pictures_on(book: Book, path: str) -> Iterator[str]:
    shown = (element for element in read_document(book.archive, path).root.iter() if local(element) in _SHOW_PICTURES)
    for element in islice(shown, _PICTURES_LOOKED_AT):
        href = element.get("src") or element.get(f"{{{XLINK}}}href") or element.get("href") or element.get("data") or ""
        found = locate(book.archive, path, href)
        if found and found[0] != path:
            yield found[0]
