"""What a package document says of the book (EPUB 3.3 Packages 5.5; EPUB 2 attributes of the `opf:` namespace)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

from library_pages.text import safe_html
from library_pages.text.epub.opf import Package
from library_pages.text.epub.xml import DC, OPF, children, local, text_of
from library_pages.text.words.cleaning import clean
from library_pages.text.words.language import language_of
from library_pages.text.words.people import is_somebody

_MAX_TEXT, _MAX_SUMMARY, _MAX_MANY = 500, 5_000, 50
_MAX_MARKED_UP = 4 * _MAX_SUMMARY
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")
_ISBN = re.compile(r"(?:urn:isbn:|isbn[:\s]*)?((?:97[89][-\s]?)?[0-9][-\s0-9]{7,14}[0-9Xx])", re.IGNORECASE)
_ISBN_SCHEMES = {"isbn", "02", "15"}  # ONIX code list 5
_ISBN_DIGITS = {10, 13}
_ACCESSIBILITY = {
    "schema:accessmode": "modes",
    "schema:accessmodesufficient": "sufficient",
    "schema:accessibilityfeature": "features",
    "schema:accessibilityhazard": "hazards",
    "schema:accessibilitysummary": "summary",
    "dcterms:conformsto": "conforms_to",
}


def read_metadata(package: Package, text: str) -> dict[str, Any]:
    """What the package says of the book, whose text begins with `text`; empty values are left out.

    Title, subtitle, contributors `[{name, role}]` with MARC relators, language, publisher, date, year, isbn,
    identifiers, subjects, summary, direction, layout, accessibility, duration.
    """
    reader = _Reader(package)
    title, subtitle = reader.titles()
    date = reader.date()
    identifiers = reader.identifiers()
    found: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "contributors": reader.contributors(),
        "language": language_of(reader.one("language"), text),
        "publisher": reader.one("publisher"),
        "date": date,
        "year": int(year[1]) if (year := _YEAR.search(date)) else None,
        "identifiers": identifiers,
        "isbn": next((value for scheme, value in identifiers if scheme == "isbn"), ""),
        "subjects": reader.many("subject"),
        "summary": _plain(reader.raw("description")[:_MAX_MARKED_UP])[:_MAX_SUMMARY],
        "rights": reader.one("rights"),
        "direction": package.direction if package.direction in {"ltr", "rtl"} else "",
        "layout": reader.property("rendition:layout"),
        "spread": reader.property("rendition:spread"),
        "accessibility": reader.accessibility(),
        "duration": reader.property("media:duration"),
        "active_class": reader.property("media:active-class"),
    }
    found["identifiers"] = [{"scheme": scheme, "value": value} for scheme, value in identifiers]
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}


class _Reader:
    def __init__(self, package: Package) -> None:
        self._elements = list(package.metadata) if package.metadata is not None else []
        for wrapper in children(package.metadata, "dc-metadata", "x-metadata"):  # OEB 1.x leftovers in EPUB 2
            self._elements.extend(wrapper)
        self._refined: dict[tuple[str, str], etree._Element] = {}
        for element in self._named("meta"):
            if target := element.get("refines", ""):
                self._refined.setdefault((target.lstrip("#"), element.get("property", "")), element)

    def _named(self, name: str) -> Iterator[etree._Element]:
        return (element for element in self._elements if local(element) == name)

    def _dc(self, name: str) -> Iterator[etree._Element]:
        return (element for element in self._elements if element.tag == f"{{{DC}}}{name}")

    def refinement(self, element: etree._Element, name: str) -> str:
        return clean(text_of(self._refined.get((element.get("id") or "", name))))

    def raw(self, name: str) -> str:
        return next((text_of(element) for element in self._dc(name) if text_of(element).strip()), "")

    def one(self, name: str) -> str:
        return clean(self.raw(name))[:_MAX_TEXT]

    def many(self, name: str) -> list[str]:
        values = (clean(text_of(element))[:_MAX_TEXT] for element in self._dc(name))
        return list(dict.fromkeys(value for value in values if value))[:_MAX_MANY]

    def property(self, name: str) -> str:
        for element in self._named("meta"):
            if element.get("property") == name and not element.get("refines"):
                return clean(text_of(element))[:_MAX_TEXT]
        # Before EPUB 3 fixed layout was said in other words; "true" is Apple's.
        return ""

    def titles(self) -> tuple[str, str]:
        main = subtitle = first = ""
        for element in self._dc("title"):
            value = clean(text_of(element))[:_MAX_TEXT]
            kind = self.refinement(element, "title-type")
            first = first or value
            if kind == "main":
                main = main or value
            elif kind == "subtitle":
                subtitle = subtitle or value
        return main or first, subtitle

    def contributors(self) -> list[dict[str, str]]:
        people: dict[tuple[str, str], None] = {}
        for name, usual in (("creator", "aut"), ("contributor", "ctb")):
            for element in self._dc(name):
                person = clean(text_of(element))[:255]
                role = (self.refinement(element, "role") or element.get(f"{{{OPF}}}role") or usual).lower()
                role = role.rpartition("/")[2]
                if is_somebody(person) and role != "bkp":  # the program that made the file
                    people.setdefault((person, role))
        for element in self._named("meta"):
            if element.get("property") == "media:narrator" and is_somebody(person := clean(text_of(element))[:255]):
                people.setdefault((person, "nrt"))
        return [{"name": person, "role": role} for person, role in list(people)[:_MAX_MANY]]

    def date(self) -> str:
        dates = {element.get(f"{{{OPF}}}event", ""): clean(text_of(element)) for element in self._dc("date")}
        found = dates.get("publication") or dates.get("") or next(iter(dates.values()), "")
        return (found or self.property("dcterms:issued"))[:40]

    def identifiers(self) -> list[tuple[str, str]]:
        found: dict[tuple[str, str], None] = {}
        for element in self._dc("identifier"):
            value = clean(text_of(element))[:_MAX_TEXT]
            scheme = (element.get(f"{{{OPF}}}scheme") or self.refinement(element, "identifier-type")).lower()
            number = _ISBN.fullmatch(value)
            digits = sum(char.isalnum() for char in number[1]) if number else 0
            if (
                number
                and digits in _ISBN_DIGITS
                and (scheme in _ISBN_SCHEMES or "isbn" in value.lower() or number[1].startswith(("978", "979")))
            ):
                found.setdefault(("isbn", number[1].strip()))
            elif value:
                found.setdefault((scheme or ("uuid" if "uuid" in value.lower() else ""), value))
        return list(found)[:_MAX_MANY]

    def accessibility(self) -> dict[str, Any]:
        found: dict[str, list[str]] = defaultdict(list)
        for element in self._elements:
            if element.get("refines"):
                continue
            name = (element.get("property") or element.get("name") or element.get("rel") or "").lower()
            value = clean(element.get("content") or element.get("href") or text_of(element))[:2_000]
            if (key := _ACCESSIBILITY.get(name)) and value and len(found[key]) < _MAX_MANY:
                found[key].append(value)
        return {key: values[0] if key == "summary" else values for key, values in found.items()}


def _plain(value: str) -> str:
    """Text of a description, which may hold HTML in an escaped form."""
    if "<" not in value:
        return clean(value)
    return clean(" ".join(str(part) for part in safe_html.parse_text(value).root.itertext()))
