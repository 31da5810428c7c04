"""Container, package document and spine of an EPUB (EPUB 3.3, sections 4 and 5)."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from library_pages.text import safe_xml
from library_pages.text.refusals import refusal
from library_pages.text.safe_zip import SafeZip

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the manifest; `path` is the name in the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package document: its own path, root element, manifest by id, and the linear reading order."""

    path: str
    root: etree._Element
    items: dict[str, Item]
    spine: tuple[Item, ...]

    def resolve(self, href: str, base: str | None = None) -> str:
        """The name in the archive of an address in the package document, or in the file `base`."""
        return resolve(href, base or self.path)


def resolve(href: str, base: str) -> str:
    """The archive's name for an address written in the file `base`; fragment and query are dropped."""
    target = unquote(href.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target)) if target else base


def read_package(archive: SafeZip) -> Package:
    """The package document of a book.

    Raises:
        Problem: it is missing or has no reading order.
    """
    if "META-INF/container.xml" not in archive:
        raise refusal("epub-incomplete")
    container = safe_xml.parse(archive.read("META-INF/container.xml"))
    path = next((str(node.get("full-path")) for node in container.iter(f"{_CONTAINER}rootfile")), "")
    if path not in archive:
        raise refusal("epub-incomplete")
    root = safe_xml.parse(archive.read(path))
    items = {
        str(node.get("id")): Item(
            id=str(node.get("id")),
            path=resolve(str(node.get("href") or ""), path),
            media_type=str(node.get("media-type") or ""),
            properties=frozenset(str(node.get("properties") or "").split()),
        )
        for node in root.iter(f"{OPF}item")
    }
    spine = tuple(
        items[idref]
        for node in root.iter(f"{OPF}itemref")
        if (idref := str(node.get("idref"))) in items and items[idref].path in archive
    )
    if not spine:
        raise refusal("epub-incomplete")
    return Package(path=path, root=root, items=items, spine=spine)
