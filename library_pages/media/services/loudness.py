"""Measured loudness of the files of an audiobook, and the static gain that follows."""

import re
from dataclasses import dataclass
from typing import Final

from library_pages.media.enums import PartState, RungSet
from library_pages.media.models import MediaPart, Recording

TARGET: Final = -18.0  # LUFS, integrated
MOST: Final = 20.0  # dB
NEAR: Final = 1.0  # LU: a difference that nobody hears
_SILENCE: Final = -69.0  # LUFS; ebur128 says -70 of what it gates away
_INTEGRATED: Final = re.compile(r"^\s+I:\s+(-?(?:inf|[\d.]+)) LUFS", re.MULTILINE)
_PEAK: Final = re.compile(r"^\s+Peak:\s+(-?(?:inf|[\d.]+)) dBFS", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loudness:
    """A file as it sounds: integrated loudness, true peak, and its length when it has been decoded.

    Headers and packets of MP3 count the encoder's padding, so that of a hundred files the last would begin seconds
    before its chapter.
    """

    lufs: float | None
    peak: float | None
    seconds: float


def read_summary(said: str) -> tuple[float | None, float | None]:
    """LUFS and dBTP from the summary of `ebur128`; None for silence and for what it does not say."""
    return _last(_INTEGRATED, said), _last(_PEAK, said)


def gain_for(lufs: float | None) -> float:
    """Decibels to add; none for silence and within a hair of the target."""
    if lufs is None or is_silent(lufs) or abs(TARGET - lufs) <= NEAR:
        return 0.0
    return min(TARGET - lufs, MOST)


def is_silent(lufs: float | None) -> bool:
    """Whether nothing is left of it behind the gate."""
    return lufs is None or lufs <= _SILENCE


def keep(part: MediaPart, said: str, seconds: float) -> None:
    """Note with its part what was measured of a file; `seconds` is its length as decoded."""
    lufs, peak = read_summary(said)
    MediaPart.objects.filter(pk=part.pk).update(measured={"lufs": lufs, "peak": peak, "seconds": seconds})


def is_measured(recording: Recording) -> bool:
    """Whether every file has been measured, or could not be."""
    parts = MediaPart.objects.filter(recording=recording, profile=recording.profile, rung_set=RungSet.LOUDNESS)
    return not parts.exclude(state__in=[PartState.DONE, PartState.FAILED]).exists()


def measured(recording: Recording) -> list[Loudness]:
    """What was measured of each file, in order."""
    rows = MediaPart.objects.filter(recording=recording, profile=recording.profile, rung_set=RungSet.LOUDNESS)
    lengths = recording.files.order_by("order").values_list("duration", flat=True)
    found = rows.order_by("chunk").values_list("measured", flat=True)
    return [
        Loudness(row.get("lufs"), row.get("peak"), row.get("seconds") or length)
        for row, length in zip(found, lengths, strict=True)
    ]


def gains_of(recording: Recording) -> list[float]:
    """Decibels to add to each file, in order."""
    return [gain_for(heard.lufs) for heard in measured(recording)]


def _last(pattern: re.Pattern[str], said: str) -> float | None:
    found = pattern.findall(said)
    return float(found[-1]) if found and "inf" not in found[-1] else None
