"""Cues, and how they are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MAX_CUES: Final = 50_000
MAX_LINE: Final = 2000  # characters; what is longer is nothing that anybody reads on a picture
# None of them looks past the sign that begins the next one, so that a file of such signs costs as much as any other.
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")


class CaptionsError(ValueError):
    """The file is not taken; `args[0]` is the code of `wording.REASONS`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Plain text from `start` to `end` seconds; lines by newline."""

    start: float
    end: float
    text: str


def without_markup(line: str) -> str:
    """A line as it is read, without what sets it in italics or moves it about; MAX_LINE characters of it."""
    return _MARKUP.sub("", line[:MAX_LINE])


def tidied(lines: Iterable[str]) -> str:
    """Lines as the text of a cue: an arrow would end it, and so would an empty line."""
    return "\n".join(line for each in lines if (line := each.strip()))[:MAX_LINE].replace("-->", "→")


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Cues by time; what has no text or no length is left out.

    Raises:
        CaptionsError: `captions-format` when there is none, `captions-too-many`.
    """
    kept = sorted((cue for cue in cues if cue.text and cue.end > cue.start), key=lambda cue: (cue.start, cue.end))
    if not kept:
        raise CaptionsError("captions-format")
    if len(kept) > MAX_CUES:
        raise CaptionsError("captions-too-many")
    return kept


def written(cues: Iterable[Cue]) -> str:
    """WebVTT with a time map, as HLS wants it (RFC 8216, 3.5)."""
    blocks = ["WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0"]
    for cue in cues:
        text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
