"""Chapters: the container's own, else one a file; moved once the recording has been decoded; their titles."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext

from cms.foundation.text import nfc
from library_pages.media.enums import ChapterSource
from library_pages.media.models import Chapter, Recording
from library_pages.media.pipeline.probing import Probe
from library_pages.media.services.loudness import Loudness, gain_for

_SHORTEST: Final = 0.5  # seconds
_MOST: Final = 1000  # more are no contents: then each file is one
_HAIR: Final = 0.01  # seconds


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


def measure(recording: Recording, files: Sequence[Loudness]) -> None:
    """Move chapters to where their files really begin, and note how loud these were."""
    by_headers = [0.0, *accumulate(recording.files.order_by("order").values_list("duration", flat=True))]
    decoded = [0.0, *accumulate(each.seconds for each in files)]
    for chapter in recording.chapters.all():
        number = max(0, min(bisect_right(by_headers, chapter.start + _HAIR) - 1, len(files) - 1))
        shift = decoded[number] - by_headers[number]
        last = abs(chapter.end - by_headers[number + 1]) < _HAIR
        chapter.end = decoded[number + 1] if last else chapter.end + shift
        chapter.start += shift
        chapter.lufs, chapter.peak = files[number].lufs, files[number].peak
        chapter.gain = gain_for(chapter.lufs)
        chapter.save(update_fields=["start", "end", "lufs", "peak", "gain"])
    fit(recording)


def fit(recording: Recording) -> None:
    """Cut chapters off at the recording's end."""
    recording.chapters.filter(start__gte=recording.duration).delete()
    recording.chapters.filter(end__gt=recording.duration).update(end=recording.duration)


def retitle_chapters(recording: Recording, titles: Sequence[str]) -> None:
    """Give the chapters these titles, in their order; an empty one leaves its chapter as it is.

    Called inside a transaction.
    """
    rows = list(recording.chapters.select_for_update().order_by("order"))
    for row, title in zip(rows, titles, strict=False):
        wanted = nfc(title).strip()[:255]
        if wanted and wanted != row.title:
            row.title, row.source = wanted, ChapterSource.EDITOR
            row.save(update_fields=["title", "source"])
