"""SRT and WebVTT, read by ourselves: ffmpeg's demuxers for text are whitelisted for nobody (media.md 6)."""

import html
import re
from dataclasses import dataclass
from typing import Final

from cms.foundation.text import nfc

_TIME: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING: Final = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^}]*\}")
_MAX_CUES: Final = 50_000
_MAX_TEXT: Final = 2000


class CaptionsError(ValueError):
    """The file is not taken; `args[0]` is the code of `wording.REASONS`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Plain text from `start` to `end` seconds; lines by newline."""

    start: float
    end: float
    text: str


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1258, in NFC.

    Raises:
        CaptionsError: `captions-encoding`.
    """
    for encoding in _candidates(data):
        try:
            return nfc(data.decode(encoding).lstrip("\ufeff"))
        except UnicodeDecodeError:
            continue
    raise CaptionsError("captions-encoding")


def parse(text: str) -> list[Cue]:
    """Cues in order of time, without markup; what has no text or no length is left out.

    Raises:
        CaptionsError: `captions-format` when there is no cue at all.
    """
    cues: list[Cue] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 0
    while at < len(lines) and len(cues) < _MAX_CUES:
        timing = _TIMING.match(lines[at])
        at += 1
        if timing is None:
            continue
        body = []
        while at < len(lines) and lines[at].strip() and not _TIMING.match(lines[at]):
            body.append(lines[at])
            at += 1
        start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        words = _plain(body)
        if words and end > start:
            cues.append(Cue(start, end, words))
    if not cues:
        raise CaptionsError("captions-format")
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def written(cues: list[Cue]) -> str:
    """WebVTT with a time map, as HLS wants it (RFC 8216, 3.5)."""
    blocks = ["WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0"]
    for cue in cues:
        text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _candidates(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
    if max(even, odd) > len(data[:400]) // 8:  # half of plain letters in UTF-16 is zeros
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1258"]


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(group or 0) for group in (*groups[:3], (groups[3] or "").ljust(3, "0")))
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction) / 1000


def _plain(lines: list[str]) -> str:
    text = "\n".join(html.unescape(_TAG.sub("", line)).strip() for line in lines)
    # An arrow would end a cue, and an empty line does.
    return "\n".join(line for line in text.replace("-->", "→").split("\n") if line)[:_MAX_TEXT]


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
