"""SubRip, WebVTT and SubViewer: times on a line of their own, words below them."""

import html
import re
from collections.abc import Iterator
from typing import Final

from library_pages.media.pipeline.captions.cues import Cue, tidied, without_markup

_TIME: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,:](\d{1,3})"
_TIMING: Final = re.compile(rf"\s*{_TIME}\s*(?:-->|,)\s*{_TIME}(?:\s.*)?$")
_LONGEST_TIMING: Final = 300  # characters, with the settings of WebVTT behind it


def cues_of(text: str) -> Iterator[Cue]:
    """Each cue as it stands, also one without words."""
    lines = text.split("\n")
    if not any(line.strip() for line in lines[1::2]):
        lines = lines[::2]  # every end of a line was doubled on its way
    number, at = 0, 0
    while at < len(lines):
        timing = _timing(lines[at])
        if timing is None:
            number = _number(lines[at])
            at += 1
            continue
        body, at = _body(lines, at + 1, number)
        start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        yield Cue(start, end, tidied(html.unescape(without_markup(line)) for line in body))


def _body(lines: list[str], at: int, number: int) -> tuple[list[str], int]:
    """The lines below a timing, and where the next block begins; a blank line ends them, or the next cue."""
    body = []
    while at < len(lines) and lines[at].strip() and _timing(lines[at]) is None:
        body.append(lines[at])
        at += 1
    runs_on = at < len(lines) and lines[at].strip()
    if runs_on and body and number and _number(body[-1]) == number + 1:
        return body[:-1], at - 1  # no blank line between: the last one is the next cue's number
    return body, at


def _timing(line: str) -> re.Match[str] | None:
    return _TIMING.match(line) if len(line) <= _LONGEST_TIMING else None


def _number(line: str) -> int:
    stripped = line[:_LONGEST_TIMING].strip()
    return int(stripped) if stripped.isdecimal() and len(stripped) < 10 else 0  # noqa: PLR2004  (digits)


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(group or 0) for group in (*groups[:3], (groups[3] or "").ljust(3, "0")))
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction) / 1000
