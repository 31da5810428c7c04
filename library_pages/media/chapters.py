"""Where chapters begin: the container's own, else one a file."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext

from cms.foundation.text import nfc
from library_pages.media.enums import ChapterSource
from library_pages.media.models import Chapter, Recording
from library_pages.media.probing import Probe

_SHORTEST: Final = 0.5  # seconds
_MOST: Final = 1000  # more are no contents: then each file is one


def rows_for(recording: Recording, probes: Sequence[Probe], names: Sequence[str]) -> list[Chapter]:
    """Chapters of a recording, not saved, inside its length and none empty; one alone is no chapter."""
    begins = [0.0, *accumulate(probe.end for probe in probes)]
    rows: list[Chapter] = []
    detailed = sum(max(1, len(probe.chapters)) for probe in probes) <= _MOST
    for number, (probe, name) in enumerate(zip(probes, names, strict=True)):
        start, end = begins[number], begins[number + 1]
        own = _own(probe, start, end) if detailed else []
        if own:
            rows += [_row(*chapter, ChapterSource.CONTAINER) for chapter in own]
        else:
            title = nfc(probe.tags.get("title") or PurePath(name).stem.replace("_", " ")).strip()
            rows.append(_row(start, end, title, ChapterSource.FILE))
    if len(rows) < 2:  # noqa: PLR2004
        return []
    for order, row in enumerate(rows):
        row.recording, row.order = recording, order
        row.title = row.title or gettext("Chapter %(number)s") % {"number": order + 1}
    return rows


def _own(probe: Probe, start: float, end: float) -> list[tuple[float, float, str]]:
    found = []
    for chapter in sorted(probe.chapters, key=lambda entry: float(entry["start"])):
        first, last = start + max(0.0, chapter["start"]), min(end, start + chapter["end"])
        if last - first >= _SHORTEST:
            found.append((first, last, nfc(str(chapter["title"])).strip()))
    return found


def _row(start: float, end: float, title: str, source: ChapterSource) -> Chapter:
    return Chapter(start=start, end=end, title=title[:255], source=source)
