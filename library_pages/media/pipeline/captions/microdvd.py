"""MicroDVD: times are numbers of frames, so that the film's rate has to be known."""

import re
from collections.abc import Iterator
from typing import Final

from library_pages.media.pipeline.captions.cues import MAX_LINE, CaptionsError, Cue, tidied

_LINE: Final = re.compile(r"\s{0,20}\{(\d{1,9})\}\{(\d{0,9})\}(.*)")
_CODES: Final = re.compile(r"\{[^{}]*\}")
_RATE: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,6})?\Z")
_LONGEST: Final = 4.0  # seconds that a line is shown whose end is not said


def is_one(text: str) -> bool:
    """Whether the first line with something on it is one of such a file."""
    first = next((line for line in text[:10_000].split("\n") if line.strip()), "")
    return _LINE.match(first[:MAX_LINE]) is not None


def cues_of(text: str, rate: float) -> Iterator[Cue]:
    """Each line; the first may name the rate, else it is the film's (0: not known).

    Raises:
        CaptionsError: `captions-frames`: nobody knows the rate.
    """
    for line in text.split("\n"):
        found = _LINE.match(line[:MAX_LINE])
        if found is None:
            continue
        said = found[3].strip()
        if found[1] == found[2] and int(found[1]) <= 1 and _RATE.match(said):
            rate = float(said.replace(",", "."))
            continue
        if not rate:
            raise CaptionsError("captions-frames")
        start = int(found[1]) / rate
        end = int(found[2]) / rate if found[2] else start + _LONGEST
        yield Cue(start, end, tidied(_CODES.sub("", part).lstrip("/") for part in said.split("|")))
