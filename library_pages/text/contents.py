"""Tables of contents as a flat list and back: `[{title, href, children}]`."""

from collections.abc import Iterator, Sequence
from typing import Any


def walk(entries: Sequence[dict[str, Any]], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every entry with its depth, in reading order."""
    for entry in entries:
        yield depth, entry
        yield from walk(entry.get("children") or [], depth + 1)


def retitled(entries: Sequence[dict[str, Any]], titles: Iterator[str]) -> list[dict[str, Any]]:
    """The same contents with new titles, taken in reading order."""
    return [
        {**entry, "title": next(titles), "children": retitled(entry.get("children") or [], titles)} for entry in entries
    ]
