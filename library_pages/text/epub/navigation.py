"""Tables of contents: the navigation document of EPUB 3, the NCX of EPUB 2."""

from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import media_types, safe_xml
from library_pages.text.epub.content_document import read_document
from library_pages.text.epub.opf import Package
from library_pages.text.epub.paths import encoded, locate, resolve
from library_pages.text.epub.xml import OPS, children, first, local, text_of
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.cleaning import clean

NOWHERE = "?"  # the address of an entry whose file is not there; in no address of ours a question mark is left
_MAX_DEPTH, _MAX_ENTRIES, _MAX_TITLE, _MAX_NCX = 12, 5_000, 255, 8 << 20

Entry = dict[str, Any]
_Read = Callable[[etree._Element], tuple[str, str, Iterable[etree._Element]]]  # noqa: SLF001  (lxml's public name in its stubs)


def read_toc(archive: SafeZip, package: Package) -> list[Entry]:
    """Entries `{title, href, children}`; `href` is relative to the archive's root, percent-encoded, with fragment.

    Empty when the book has no contents or unreadable ones.
    """
    nav = package.with_property("nav")
    if nav is not None:
        found = _from_nav(archive, nav.path)
        if found:
            return found
    ncx = package.items.get(package.toc_id) or next(
        (item for item in package.items.values() if item.media_type == media_types.NCX), None
    )
    return _from_ncx(archive, ncx.path) if ncx else []


def count_printed_pages(archive: SafeZip, package: Package) -> int:
    """Number of entries in the list of printed pages; 0 without one."""
    nav = package.with_property("nav")
    element = _nav_element(archive, nav.path, "page-list", "doc-pagelist") if nav else None
    return sum(1 for _ in element.iter("{*}a")) if element is not None else 0


def count_leaves(entries: Iterable[Entry]) -> int:
    """Entries without entries of their own: what people call chapters."""
    return sum(count_leaves(entry["children"]) if entry["children"] else 1 for entry in entries)


def _from_nav(archive: SafeZip, path: str) -> list[Entry]:
    element = _nav_element(archive, path, "toc", "doc-toc")
    if element is None:
        return []
    return _entries(archive, children(_list_in(element), "li"), path, _read_li, [0], 0)


def _nav_element(archive: SafeZip, path: str, kind: str, role: str) -> etree._Element | None:
    root = read_document(archive, path).root
    for element in root.iter("{*}nav"):
        if kind in (element.get(f"{{{OPS}}}type") or element.get("epub:type") or "").split() or (
            element.get("role") == role
        ):
            return element
    return None


def _from_ncx(archive: SafeZip, path: str) -> list[Entry]:
    try:
        root = safe_xml.parse(archive.read(path, _MAX_NCX))
    except RefusedError as refusal:
        if refusal.code == "xml-malformed":
            return []  # the book can be read without; its spine gives the contents
        raise
    return _entries(archive, children(first(root, "navmap"), "navpoint"), path, _read_point, [0], 0)


def _entries(
    archive: SafeZip, elements: Iterable[etree._Element], base: str, read: _Read, counted: list[int], depth: int
) -> list[Entry]:
    entries: list[Entry] = []
    for element in elements:
        counted[0] += 1
        if counted[0] > _MAX_ENTRIES or depth >= _MAX_DEPTH:
            break
        title, target, below = read(element)
        found = locate(archive, base, target) if target else None
        inner = _entries(archive, below, base, read, counted, depth + 1)
        # What is not in the archive keeps its entry until it is known which chapters are served (`extract`).
        href = (
            encoded(*found)
            if found
            else (inner[0]["href"] if inner else (NOWHERE if _is_of_the_book(base, target) else ""))
        )
        title = clean(title)[:_MAX_TITLE]
        if title and href:
            entries.append({"title": title, "href": href, "children": inner})
        else:
            entries.extend(inner)
    return entries


def _is_of_the_book(base: str, target: str) -> bool:
    return bool(target) and resolve(base, target) is not None


def _read_li(element: etree._Element) -> tuple[str, str, Iterable[etree._Element]]:
    below = _list_in(element)
    label = _label_in(element, below)
    picture = next(iter(label.iter("{*}img")), None) if label is not None else None
    title = (element.text or "") if label is None else text_of(label)
    title = title.strip() or (picture.get("alt", "") if picture is not None else "")
    return title, (label.get("href", "") if label is not None else ""), list(children(below, "li"))


def _list_in(element: etree._Element) -> etree._Element | None:
    """The list of entries below: EPUB 3 wants `ol`, some books have `ul`."""
    return next(children(element, "ol", "ul"), None)


def _label_in(element: etree._Element, below: etree._Element | None) -> etree._Element | None:
    """The first link of an entry, else its first `span`; also inside a paragraph, but not in the list below."""
    own = (child for child in element if child is not below)
    inside = [part for child in own for part in child.iter() if local(part) in {"a", "span"}]
    return next((part for part in inside if local(part) == "a"), inside[0] if inside else None)


def _read_point(element: etree._Element) -> tuple[str, str, Iterable[etree._Element]]:
    content = first(element, "content")
    title = text_of(first(first(element, "navlabel"), "text"))
    return title, (content.get("src", "") if content is not None else ""), list(children(element, "navpoint"))
