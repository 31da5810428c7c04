"""SubStation Alpha (SSA, ASS): a table of events, whose last column is the words."""

import re
from collections.abc import Iterator
from typing import Final

from library_pages.media.pipeline.captions.cues import MAX_LINE, Cue, tidied

_OVERRIDES: Final = re.compile(r"\{[^{}]*\}")
_DRAWING: Final = re.compile(r"\\p[1-9]")
_STAMP: Final = re.compile(r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2}(?:[.:]\d{1,3})?)\s*\Z")
_COLUMNS: Final = "layer, start, end, style, name, marginl, marginr, marginv, effect, text"
_BREAKS: Final = re.compile(r"\\[Nn]")


def cues_of(text: str) -> Iterator[Cue]:
    """The dialogue; comments and drawings are none."""
    columns = _columns(_COLUMNS)
    inside = False
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        match kind.strip().lower():
            case "format" if inside:
                columns = _columns(rest[:MAX_LINE])
            case "dialogue" if {"start", "end"} <= set(columns):
                yield from _cue(dict(zip(columns, rest[: 2 * MAX_LINE].split(",", len(columns) - 1), strict=False)))
            case heading if heading.startswith("["):
                inside = heading.startswith("[events]")


def plain(words: str) -> list[str]:
    """The lines of an event's words as they are read."""
    if _DRAWING.search(words):
        return []
    return _BREAKS.split(_OVERRIDES.sub("", words).replace("\\h", " "))


def _cue(row: dict[str, str]) -> Iterator[Cue]:
    start, end = _seconds(row.get("start", "")), _seconds(row.get("end", ""))
    if start is not None and end is not None:
        yield Cue(start, end, tidied(plain(row.get("text", ""))))


def _columns(listed: str) -> list[str]:
    return [name.strip().lower() for name in listed.split(",")]


def _seconds(stamp: str) -> float | None:
    found = _STAMP.match(stamp[:40])
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3].replace(":", ".")) if found else None
