"""Chapters, once the recording has been decoded; correcting their titles."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from cms.foundation.text import nfc
from library_pages.media.enums import ChapterSource
from library_pages.media.models import Recording
from library_pages.media.services.loudness import Loudness, gain_for

_HAIR: Final = 0.01  # seconds


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
