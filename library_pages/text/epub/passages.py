"""Chapters of an EPUB as passages with Readium locators (reader-spike 5.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from cms.foundation.errors import Problem
from cms.foundation.text import nfc
from library_pages.text import safe_xml
from library_pages.text.epub.package import Item, Package
from library_pages.text.epub.toc import quoted
from library_pages.text.safe_zip import SafeZip
from library_pages.text.split import Block, Piece, split

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "td",
        "th",
        "figcaption",
        "caption",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "ul",
        "ol",
        "body",
        "nav",
        "address",
        "hr",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_SKIPPED = frozenset(["script", "style", "rt", "rp", "template", "head", "math", "svg"])
_SOFT_HYPHEN = re.compile("[\u00ad\u200b\ufeff]")
HIGHLIGHT, AROUND = 80, 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """One item of the spine with its text."""

    item: Item
    title: str
    text: str
    pieces: tuple[Piece, ...]


def blocks_of(root: etree._Element) -> list[Block]:
    """Paragraphs and headings of a document, white space folded, in NFC."""
    found: list[Block] = []
    words: list[str] = []

    def flush(*, heading: bool = False) -> None:
        text = nfc(" ".join(_SOFT_HYPHEN.sub("", "".join(words)).split()))
        words.clear()
        if text:
            found.append(Block(text, is_heading=heading))

    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if event == "start":
            if name in _SKIPPED:
                _silence(node)
            elif name in _BLOCKS:
                flush()
            words.append(" " if name == "br" else "")
            words.append(node.text or "")
        else:
            if name in _BLOCKS:
                flush(heading=name in _HEADINGS)
            words.append(node.tail or "" if node is not root else "")
    flush()
    return found


def _silence(node: etree._Element) -> None:
    node.text = None
    for child in list(node):
        node.remove(child)


def read_chapters(archive: SafeZip, package: Package, titles: dict[str, str]) -> list[Chapter]:
    """All chapters of the spine; `titles` gives the title in the contents by address. A broken one has no text."""
    chapters = []
    for item in package.spine:
        try:
            blocks = blocks_of(safe_xml.parse(archive.read(item.path))) if "html" in item.media_type else []
        except Problem:
            blocks = []
        heading = next((block.text for block in blocks if block.is_heading), "")
        title = titles.get(quoted(item.path)) or heading
        text = "\n".join(block.text for block in blocks)
        chapters.append(Chapter(item=item, title=title[:255], text=text, pieces=tuple(split(blocks))))
    return chapters


def passages(chapters: list[Chapter]) -> Iterator[dict[str, Any]]:
    """Rows of Passage: order, locator, label, heading, body."""
    total = sum(len(chapter.text) for chapter in chapters) or 1
    before, order = 0, 0
    for number, chapter in enumerate(chapters, start=1):
        for piece in chapter.pieces:
            yield {
                "order": order,
                "locator": _locator(chapter, piece, (before + piece.start) / total),
                "label": (chapter.title or str(number))[:120],
                "heading": (piece.heading or chapter.title)[:255],
                "body": piece.body,
            }
            order += 1
        before += len(chapter.text)


def _locator(chapter: Chapter, piece: Piece, total: float) -> dict[str, Any]:
    own = chapter.text[piece.start :]
    return {
        "href": quoted(chapter.item.path),
        "type": "application/xhtml+xml",
        "title": chapter.title,
        "locations": {
            "progression": round(piece.start / (len(chapter.text) or 1), 6),
            "totalProgression": round(min(total, 1), 6),
        },
        "text": {
            "before": chapter.text[max(0, piece.start - AROUND) : piece.start],
            "highlight": own[:HIGHLIGHT].split("\n")[0],
            "after": own[HIGHLIGHT : HIGHLIGHT + AROUND],
        },
    }
