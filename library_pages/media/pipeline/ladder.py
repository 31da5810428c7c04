"""The rungs that we make; a rung's number is its shorter side."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

GOP_SECONDS: Final = 2
MAX_FPS: Final = Fraction(30)
_NEARLY: Final = 1.25  # a rung this near to another one is not worth its bytes


@dataclass(frozen=True, slots=True)
class Rung:
    """Settings of x264 for one size; `cap` in kbit/s, the buffer is twice that."""

    name: str
    short_side: int
    cap: int
    preset: str
    profile: str
    level: str


# The slower preset stands where slow lines live; below 480p decoding and scaling cost more than it does.
LADDER: Final = (
    Rung("360p", 360, 400, "medium", "main", "3.0"),
    Rung("720p", 720, 1800, "veryfast", "high", "3.1"),
)
AUDIO: Final = "audio"


@dataclass(frozen=True, slots=True)
class SizedRung:
    """A rung in the size that a source gets in it."""

    rung: Rung
    width: int
    height: int


def rungs_for(width: int, height: int) -> tuple[SizedRung, ...]:
    """The rungs for an upright picture with square pixels, lowest first; never upscaled, always one, even sizes."""
    short = min(width, height)
    chosen: list[SizedRung] = []
    for rung in LADDER:
        side = min(rung.short_side, short)
        if not chosen or side >= min(chosen[-1].width, chosen[-1].height) * _NEARLY:
            chosen.append(SizedRung(rung, *_scaled(width, height, side)))
    return tuple(chosen)


def steady_rate(rate: Fraction) -> Fraction:
    """The constant frame rate for a source: its own up to 30, else halved until it fits (60 gives 30, 50 gives 25)."""
    if rate <= 0:
        return Fraction(25)
    steady = rate.limit_denominator(1001)
    while steady > MAX_FPS:
        steady /= 2
    return max(steady, Fraction(1))


def gop_frames(rate: Fraction) -> int:
    """Frames from keyframe to keyframe; rounded up, since a shorter group makes some segments two groups long."""
    return ceil(GOP_SECONDS * rate)


def _scaled(width: int, height: int, side: int) -> tuple[int, int]:
    factor = side / min(width, height)
    return _even(width * factor), _even(height * factor)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
