"""Tables of contents: the EPUB 3 navigation document, or NCX of EPUB 2."""

from typing import Any
from urllib.parse import quote

from lxml import etree

from cms.foundation.errors import Problem
from cms.foundation.text import nfc
from library_pages.text import safe_xml
from library_pages.text.epub.package import Package, resolve
from library_pages.text.safe_zip import SafeZip

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_MAX_DEPTH = 8


def read_toc(archive: SafeZip, package: Package) -> list[dict[str, Any]]:
    """Entries `{title, href, children}`; `href` is relative to the package's root. Empty when there is none."""
    for item in package.items.values():
        if item.path not in archive:
            continue
        try:
            if "nav" in item.properties:
                return _from_nav(safe_xml.parse(archive.read(item.path)), item.path)
            if item.media_type == "application/x-dtbncx+xml":
                return _from_ncx(safe_xml.parse(archive.read(item.path)), item.path)
        except Problem:
            continue  # a broken table of contents costs the contents, not the book
    return []


def quoted(path: str, href: str = "") -> str:
    """An archive's name as an address, with the fragment of the original address."""
    fragment = href.partition("#")[2]
    return "/".join(quote(part) for part in path.split("/")) + (f"#{fragment}" if fragment else "")


def _entry(title: str, href: str, base: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": nfc(" ".join(title.split()))[:255],
        "href": quoted(resolve(href, base), href) if href else "",
        "children": children,
    }


def _from_nav(root: etree._Element, base: str) -> list[dict[str, Any]]:
    navs = list(root.iter(f"{_XHTML}nav"))
    nav = next((node for node in navs if "toc" in str(node.get(_EPUB_TYPE) or "").split()), navs[0] if navs else None)
    first = nav.find(f".//{_XHTML}ol") if nav is not None else None
    return _list(first, base, 0) if first is not None else []


def _list(node: etree._Element, base: str, depth: int) -> list[dict[str, Any]]:
    entries = []
    for row in node.findall(f"{_XHTML}li") if depth < _MAX_DEPTH else []:
        label = row.find(f"{_XHTML}a")
        label = label if label is not None else row.find(f"{_XHTML}span")
        inner = row.find(f"{_XHTML}ol")
        children = _list(inner, base, depth + 1) if inner is not None else []
        if label is not None:
            title = "".join(map(str, label.itertext()))
            entries.append(_entry(title, str(label.get("href") or ""), base, children))
        else:
            entries += children
    return [entry for entry in entries if entry["title"]]


def _from_ncx(root: etree._Element, base: str) -> list[dict[str, Any]]:
    navigation = root.find(f"{_NCX}navMap")
    return _points(navigation, base, 0) if navigation is not None else []


def _points(node: etree._Element, base: str, depth: int) -> list[dict[str, Any]]:
    return [
        _entry(
            "".join(map(str, point.find(f"{_NCX}navLabel").itertext())),  # type: ignore[union-attr]  # tested below
            str(point.find(f"{_NCX}content").get("src") or ""),  # type: ignore[union-attr]  # tested below
            base,
            _points(point, base, depth + 1),
        )
        for point in (node.findall(f"{_NCX}navPoint") if depth < _MAX_DEPTH else [])
        if point.find(f"{_NCX}navLabel") is not None and point.find(f"{_NCX}content") is not None
    ]
