"""What is kept of an EPUB: description, contents, passages with locators."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from cms.foundation.vietnamese import legacy
from cms.plugins.contract import Passage
from library_pages.text import media_types
from library_pages.text.contents import walk
from library_pages.text.epub import metadata, navigation
from library_pages.text.epub.book import Book, SpineDocument
from library_pages.text.epub.paths import encoded
from library_pages.text.extraction import Extraction, quote_at
from library_pages.text.words.cleaning import clean
from library_pages.text.words.splitting import joined, split

_MAX_LABEL, _MAX_TITLE = 120, 255


def extract(book: Book) -> Extraction:
    """Everything that is stored of the book beside its files; warnings are codes of `SourceWarning`."""
    listed = navigation.read_toc(book.archive, book.package)
    toc = _live(listed, {encoded(document.source): encoded(document.path) for document in book.spine})
    dead = sum(1 for _ in walk(listed)) - sum(1 for _ in walk(toc))
    toc = toc or _toc_from_spine(book)
    printed = navigation.count_printed_pages(book.archive, book.package)
    linear = [document for document in book.spine if document.linear] or book.spine
    passages = list(_passages(book, toc))
    warnings = [*sorted(book.warnings), *(["dead_entries"] if dead else [])]
    if legacy.judge(" ".join(passage.body for passage in passages[:200])).encoding is not legacy.Encoding.UNICODE:
        # Not converted: the reader shows the chapter as it is, so a quote in other letters would not be found in it.
        warnings.append("legacy_font")
    return Extraction(
        metadata=metadata.read_metadata(book.package, " ".join(passage.body for passage in passages[:60])),
        toc=toc,
        spine=[
            {
                "href": encoded(document.path),
                "type": document.media_type,
                "linear": document.linear,
                "size": document.size,
                "weight": document.weight,
            }
            for document in book.spine
        ],
        passages=passages,
        warnings=warnings,
        fixed_layout=not book.reflowable,
        page_count=printed or (0 if book.reflowable else len(linear)),
        chapter_count=navigation.count_leaves(toc) if toc else len(linear),
    )


def _live(entries: list[dict[str, Any]], served: Mapping[str, str]) -> list[dict[str, Any]]:
    """The entries that lead to a chapter, with its address as it is served.

    One that leads nowhere gives its first child's place as a heading does, or goes: a click on it would do nothing.
    """
    found: list[dict[str, Any]] = []
    for entry in entries:
        path, *fragment = entry["href"].split("#")
        inner = _live(entry["children"], served)
        if path in served:
            found.append({**entry, "href": "#".join((served[path], *fragment)), "children": inner})
        elif inner:
            found.append({**entry, "href": inner[0]["href"], "children": inner})
    return found


def _toc_from_spine(book: Book) -> list[dict[str, Any]]:
    return [
        {"title": clean(document.title)[:_MAX_TITLE], "href": encoded(document.path), "children": []}
        for document in book.spine
        if document.linear and document.title
    ]


def _passages(book: Book, toc: list[dict[str, Any]]) -> Iterator[Passage]:
    titles = _titles(toc)
    total = sum(document.weight for document in book.spine if document.linear) or 1
    orders = count()
    before, latest = 0, ""
    for document in book.spine:
        share = document.weight / total if document.linear else 0.0
        latest = titles.get(encoded(document.path), latest)
        yield from _document_passages(orders, document, before / total, share, titles, latest)
        before += document.weight if document.linear else 0


def _document_passages(
    orders: Iterator[int], document: SpineDocument, start: float, share: float, titles: Mapping[str, str], latest: str
) -> Iterator[Passage]:
    text = joined(document.blocks)
    href = encoded(document.path)
    label = titles.get(href, "") or latest or clean(document.title)[:_MAX_TITLE]
    for piece in split(document.blocks):
        label = titles.get(encoded(document.path, piece.ident), label) if piece.ident else label
        progression = piece.start / max(len(text), 1)
        locator: dict[str, Any] = {
            "href": href,
            "type": media_types.HTML if document.media_type == media_types.HTML else media_types.XHTML,
            "title": label,
            "locations": {
                "progression": round(progression, 6),
                "totalProgression": round(min(1.0, start + share * progression), 6),
            },
            "text": quote_at(text, piece.start),
        }
        if piece.ident:
            locator["locations"]["fragments"] = [piece.ident]
        heading = clean(piece.heading)[:_MAX_TITLE]
        body = clean(piece.text)
        if body:
            yield Passage(next(orders), locator, label[:_MAX_LABEL], heading, body)


def _titles(toc: list[dict[str, Any]]) -> dict[str, str]:
    """Title by address; of several with one address the outermost, which stands first."""
    titles: dict[str, str] = {}
    for _depth, entry in walk(toc):
        titles.setdefault(entry["href"], entry["title"])
    for href, title in list(titles.items()):
        titles.setdefault(href.partition("#")[0], title)
    return titles
