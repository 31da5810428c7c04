"""What reading a file yields, the same for every kind of file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.plugins.contract import Passage

QUOTE = 80  # characters before, of and after a place


@dataclass(slots=True)
class Extraction:
    """All that is kept of a file beside its bytes; shapes as in `models.SourceFile`."""

    metadata: dict[str, Any] = field(default_factory=dict)
    toc: list[dict[str, Any]] = field(default_factory=list)
    spine: list[dict[str, Any]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fixed_layout: bool = False
    page_count: int = 0
    chapter_count: int = 0


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the unpacked publication: path in NFC, media type from the fixed map, content in chunks."""

    path: str
    media_type: str
    chunks: Iterator[bytes]


def quote_at(text: str, start: int) -> dict[str, str]:
    """`text` member of a Locator for the place `start` in a chapter's or page's text."""
    quote = {
        "before": text[max(0, start - QUOTE) : start],
        "highlight": text[start : start + QUOTE].strip(),
        "after": text[start + QUOTE : start + 2 * QUOTE],
    }
    return {name: value for name, value in quote.items() if value}
