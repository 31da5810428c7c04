"""What is kept of an EPUB: description, contents, passages with locators."""

from collections.abc import Iterator, Mapping
from typing import Any

from cms.foundation.vietnamese import legacy
from library_pages.text import media_types
from library_pages.text.contents import walk
from library_pages.text.epub import metadata, navigation
from library_pages.text.epub.book import Book, Chapter
from library_pages.text.epub.paths import encoded
from library_pages.text.extracted import Extracted, FoundPassage, quote_at
from library_pages.text.words.cleaning import clean
from library_pages.text.words.splitting import joined, split

_MAX_LABEL, _MAX_TITLE = 120, 255


def extract(book: Book) -> Extracted:
    """Everything that is stored of the book beside its files; warnings are codes of `SourceWarning`."""
    toc = _to_served(book, navigation.read_toc(book.archive, book.package)) or _toc_from_spine(book)
    printed = navigation.count_printed_pages(book.archive, book.package)
    linear = [chapter for chapter in book.chapters if chapter.linear] or book.chapters
    passages = list(_passages(book, toc))
    warnings = ["missing_parts"] if book.package.missing else []
    if legacy.judge(" ".join(passage.body for passage in passages[:200])).encoding is not legacy.Encoding.UNICODE:
        # Not converted: the reader shows the chapter as it is, so a quote in other letters would not be found in it.
        warnings.append("legacy_font")
    return Extracted(
        metadata=metadata.read_metadata(book.package),
        toc=toc,
        spine=[
            {"href": encoded(chapter.path), "type": chapter.media_type, "linear": chapter.linear, "size": chapter.size}
            for chapter in book.chapters
        ],
        passages=passages,
        warnings=warnings,
        fixed_layout=not book.reflowable,
        page_count=printed or (0 if book.reflowable else len(linear)),
        chapter_count=navigation.count_leaves(toc) if toc else len(linear),
    )


def _to_served(book: Book, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    moved = {encoded(chapter.source): encoded(chapter.path) for chapter in book.chapters}
    return [
        {
            **entry,
            "href": "#".join((moved.get(path, path), *fragment)),
            "children": _to_served(book, entry["children"]),
        }
        for entry in entries
        for path, *fragment in [entry["href"].split("#")]
    ]


def _toc_from_spine(book: Book) -> list[dict[str, Any]]:
    return [
        {"title": clean(chapter.title)[:_MAX_TITLE], "href": encoded(chapter.path), "children": []}
        for chapter in book.chapters
        if chapter.linear and chapter.title
    ]


def _passages(book: Book, toc: list[dict[str, Any]]) -> Iterator[FoundPassage]:
    titles = _titles(toc)
    total = sum(chapter.size for chapter in book.chapters if chapter.linear) or 1
    before, latest = 0, ""
    for chapter in book.chapters:
        share = chapter.size / total if chapter.linear else 0.0
        latest = titles.get(encoded(chapter.path), latest)
        yield from _chapter_passages(chapter, before / total, share, titles, latest)
        before += chapter.size if chapter.linear else 0


def _chapter_passages(
    chapter: Chapter, start: float, share: float, titles: Mapping[str, str], latest: str
) -> Iterator[FoundPassage]:
    text = joined(chapter.blocks)
    href = encoded(chapter.path)
    label = titles.get(href, "") or latest or clean(chapter.title)
    for piece in split(chapter.blocks):
        label = titles.get(encoded(chapter.path, piece.ident), label) if piece.ident else label
        progression = piece.start / max(len(text), 1)
        locator: dict[str, Any] = {
            "href": href,
            "type": media_types.HTML if chapter.media_type == media_types.HTML else media_types.XHTML,
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
            yield FoundPassage(locator, label[:_MAX_LABEL], heading, body)


def _titles(toc: list[dict[str, Any]]) -> dict[str, str]:
    """Title by address; of several with one address the outermost, which stands first."""
    titles: dict[str, str] = {}
    for _depth, entry in walk(toc):
        titles.setdefault(entry["href"], entry["title"])
    for href, title in list(titles.items()):
        titles.setdefault(href.partition("#")[0], title)
    return titles
