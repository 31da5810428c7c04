"""What a book says of itself (EPUB 3.3, section 5.4; EPUB 2 attributes too)."""

import re
from typing import Any

from lxml import etree

from cms.foundation.text import nfc
from library_pages.text.epub.package import DC, OPF, Package

_YEAR = re.compile(r"\b(\d{4})\b")
_ISBN = re.compile(r"(97[89][\d -]{10,14}|\b\d[\d -]{8,11}[\dXx]\b)")
_TAG = re.compile(r"<[^>]+>")


def read_metadata(package: Package) -> dict[str, Any]:
    """Title, subtitle, contributors, language, publisher, year, isbn, subjects, summary; only what is there."""
    root = package.root
    refinements = _refinements(root)
    titles = [(text, refinements.get(_id(node), {})) for node, text in _texts(root, "title")]
    subtitle = next((text for text, more in titles if more.get("title-type") == "subtitle"), "")
    main = next((text for text, more in titles if more.get("title-type") == "main"), "") or next(
        (text for text, more in titles if more.get("title-type") != "subtitle"), ""
    )
    found: dict[str, Any] = {
        "title": main,
        "subtitle": subtitle,
        "contributors": _people(root, refinements),
        "language": _first(root, "language"),
        "publisher": _first(root, "publisher"),
        "year": _year(root),
        "isbn": next((match for _n, text in _texts(root, "identifier") if (match := _isbn(text))), ""),
        "subjects": [text for _node, text in _texts(root, "subject")],
        "summary": " ".join(_TAG.sub(" ", _first(root, "description")).split()),
    }
    return {key: value for key, value in found.items() if value}


def is_fixed_layout(package: Package) -> bool:
    """Whether the pages have a fixed size (rendition:layout pre-paginated)."""
    return any(
        node.get("property") == "rendition:layout" and (node.text or "").strip() == "pre-paginated"
        for node in package.root.iter(f"{OPF}meta")
    )


def cover_path(package: Package) -> str:
    """Name of the cover picture in the archive; empty when none is declared."""
    for item in package.items.values():
        if "cover-image" in item.properties:
            return item.path
    named = next((str(n.get("content")) for n in package.root.iter(f"{OPF}meta") if n.get("name") == "cover"), "")
    item = package.items.get(named)
    return item.path if item and item.media_type.startswith("image/") else ""


def _texts(root: etree._Element, name: str) -> list[tuple[etree._Element, str]]:
    nodes = [(node, nfc(" ".join("".join(map(str, node.itertext())).split()))) for node in root.iter(f"{DC}{name}")]
    return [(node, text) for node, text in nodes if text]


def _first(root: etree._Element, name: str) -> str:
    return next((text for _node, text in _texts(root, name)), "")


def _id(node: etree._Element) -> str:
    return str(node.get("id") or "")


def _refinements(root: etree._Element) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node in root.iter(f"{OPF}meta"):
        target = str(node.get("refines") or "").removeprefix("#")
        if target:
            found.setdefault(target, {})[str(node.get("property"))] = (node.text or "").strip()
    return found


def _people(root: etree._Element, refinements: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    people: list[dict[str, str]] = []
    for name, default in (("creator", "aut"), ("contributor", "ctb")):
        for node, text in _texts(root, name):
            role = refinements.get(_id(node), {}).get("role") or str(node.get(f"{OPF}role") or default)
            people.append({"name": text, "role": role})
    return people


def _year(root: etree._Element) -> int | None:
    match = next((found for _node, text in _texts(root, "date") if (found := _YEAR.search(text))), None)
    return int(match.group(1)) if match else None


def _isbn(text: str) -> str:
    match = _ISBN.search(text)
    return re.sub(r"[\s-]", "", match.group(1)).upper() if match and "uuid" not in text.lower() else ""
