"""Which files of an EPUB the reader gets, and in which form."""

from collections.abc import Iterator
from html import escape
from posixpath import basename

from lxml import etree

from library_pages.text import media_types
from library_pages.text.epub import encryption
from library_pages.text.epub.archive import CONTAINER_PATH
from library_pages.text.epub.book import Book
from library_pages.text.epub.paths import encoded, relative
from library_pages.text.epub.xml import OPF, local
from library_pages.text.extraction import PackageFile

RESERVED = frozenset({"files.json", "types.json"})
_SKIPPED_FOLDERS = ("meta-inf/", "__macosx/")
_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_WRAPPER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
    "<title>{title}</title><style>html, body {{ margin: 0; height: 100%; text-align: center }}"
    " img {{ max-width: 100%; max-height: 100% }}</style></head>"
    '<body><img src="{source}" alt="{title}" /></body></html>\n'
)


def files_of(book: Book) -> Iterator[PackageFile]:
    """Every file of the unpacked book.

    Fonts come decoded and `encryption.xml` is left out, so that no reader decodes them again; the container is written
    anew, since the one in the book may name the package document wrongly; pictures that stand in the reading order come
    with a page around them; files outside the fixed map of media types are left out.
    """
    wrapped = {chapter.source: chapter.path for chapter in book.spine if chapter.path != chapter.source}
    changed = {**book.rewritten, book.package.path: _package_document(book, wrapped)}
    container = _CONTAINER.format(path=escape(book.package.path))
    yield PackageFile(CONTAINER_PATH, media_types.BY_ENDING["xml"], iter([container.encode()]))
    for path in book.archive.names():
        if path.casefold().startswith(_SKIPPED_FOLDERS) and path != book.package.path:
            continue
        item = book.package.at(path)
        media_type = book.types.get(path) or media_types.media_type_of(path, item.media_type if item else "")
        if media_type is None or path in RESERVED:
            continue
        yield PackageFile(path, media_type, _content(book, path, changed))
    for path, wrapper in wrapped.items():
        source = encoded(basename(path))
        content = _WRAPPER.format(title=escape(basename(path)), source=escape(source))
        yield PackageFile(wrapper, media_types.XHTML, iter([content.encode()]))


def _content(book: Book, path: str, changed: dict[str, bytes]) -> Iterator[bytes]:
    if path in changed:
        return iter([changed[path]])
    chunks = book.archive.chunks(path)
    return encryption.decoded(chunks, book.fonts[path]) if path in book.fonts else chunks


def _package_document(book: Book, wrapped: dict[str, str]) -> bytes:
    """The package document with the wrapper pages in place of bare pictures and true media types."""
    root = book.package.root
    manifest = next(child for child in root if local(child) == "manifest")
    by_ident = {item.ident: item for item in book.package.items.values()}
    for element in list(manifest):
        item = by_ident.get(element.get("id", ""))
        if item is None:
            continue
        if item.path in book.types:
            element.set("media-type", book.types[item.path])
        if item.path in wrapped:
            own = etree.SubElement(manifest, f"{{{OPF}}}item", dict(element.attrib))
            own.set("id", f"{item.ident}-picture")
            element.set("href", relative(book.package.path, wrapped[item.path]))
            element.set("media-type", media_types.XHTML)
            element.attrib.pop("properties", None)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
