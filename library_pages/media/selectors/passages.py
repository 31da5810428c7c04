"""What can be found inside a recording: its captions and the titles of its chapters."""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.plugins.contract import Passage
from library_pages.media.models import Chapter, Recording
from library_pages.media.times import clock_time

_LONGEST = 15.0  # seconds; who has found words must not wait a minute until they are said
_PAUSE = 5.0  # seconds of silence, behind which something else begins
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”")
VTT = "text/vtt"


def passages_of(recording: Recording) -> Iterator[Passage]:
    """Captions sentence by sentence, then chapter titles; none while it can't be played."""
    if not recording.is_playable:
        return
    chapters = list(recording.chapters.order_by("order"))
    order = 0
    for captions in recording.captions.all():
        for start, body in _grouped(captions.cues):
            yield _passage(order, recording, start, body, _heading_at(chapters, start))
            order += 1
    for chapter in chapters:
        yield _passage(order, recording, chapter.start, chapter.title, "")
        order += 1


def _grouped(cues: Iterable[list[Any]]) -> Iterator[tuple[float, str]]:
    start, last, words = 0.0, 0.0, list[str]()
    for begin, end, text in cues:
        if words and begin - last > _PAUSE:
            yield start, " ".join(words)
            words = []
        if not words:
            start = float(begin)
        last = end
        words += str(text).split()
        if words and (words[-1].endswith(_ENDS) or end - start >= _LONGEST):
            yield start, " ".join(words)
            words = []
    if words:
        yield start, " ".join(words)


def _heading_at(chapters: list[Chapter], second: float) -> str:
    return next((each.title for each in reversed(chapters) if each.start <= second), "")


def _passage(order: int, recording: Recording, start: float, body: str, heading: str) -> Passage:
    place = f"t={start:.1f}".removesuffix(".0")
    share = min(1.0, start / recording.duration) if recording.duration else 0.0
    locator = {
        "href": f"#{place}",
        "type": VTT,
        "locations": {"fragments": [place], "totalProgression": round(share, 6)},
        "text": {"highlight": body[:80]},
    }
    return Passage(order=order, locator=locator, label=clock_time(start), heading=heading, body=body)
