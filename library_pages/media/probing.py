"""What looking into an upload found, as the rest of the pipeline asks for it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from library_pages.catalogue.refusals import RefusedError

MAX_SIDE: Final = 8192
MAX_ASPECT: Final = 4
MAX_SECONDS: Final = 24 * 3600
_WIDE_RANGES: Final = {16: "smpte2084", 18: "arib-std-b67"}  # PQ, HLG by their numbers in ITU-T H.273


@dataclass(frozen=True, slots=True)
class Picture:
    """A video stream; `width` and `height` as it is to be seen: upright, square pixels. Times in seconds.

    `wide_range` names the transfer characteristics, as ffmpeg does, of a picture brighter than screens are; else empty.
    """

    index: int
    codec: str
    profile: str
    level: int
    pix_fmt: str
    width: int
    height: int
    square: bool
    upright: bool
    interlaced: bool
    wide_range: str
    rate: Fraction
    start: float
    end: float
    key_gap: float
    peak: int
    packets: int


@dataclass(frozen=True, slots=True)
class Sound:
    """An audio stream. Times in seconds."""

    index: int
    codec: str
    profile: str
    channels: int
    rate: int
    start: float
    end: float
    peak: int


@dataclass(frozen=True, slots=True)
class Probe:
    """A file: the streams that are kept, what it says of itself, its chapters as it has them."""

    demuxer: str
    picture: Picture | None
    sound: Sound | None
    tags: dict[str, str]
    chapters: tuple[dict[str, Any], ...]

    @property
    def end(self) -> float:
        """Seconds until the last packet of the streams that are kept; a header's own claim is never asked."""
        return max((stream.end for stream in (self.picture, self.sound) if stream), default=0.0)


def read(found: dict[str, Any], *, wants_picture: bool) -> Probe:
    """What `jail.probe` printed, checked.

    Raises:
        RefusedError: there is nothing in it that could be played.
    """
    if "refused" in found:
        raise RefusedError(found["refused"], found.get("detail", ""))
    pictures = [entry for entry in found["video"] if entry["packets"]]
    sounds = [entry for entry in found["audio"] if entry["packets"]]
    if not pictures and not sounds:
        raise RefusedError("no-streams")
    if wants_picture and not pictures:
        raise RefusedError("no-video")
    if not wants_picture and not sounds:
        raise RefusedError("no-sound")
    picture = _picture(pictures[0]) if wants_picture else None
    sound = _sound(next((entry for entry in sounds if entry["default"]), sounds[0])) if sounds else None
    probe = Probe(found["demuxer"], picture, sound, found["tags"], tuple(found["chapters"]))
    if probe.end <= 0:
        raise RefusedError("no-streams", "zero length")
    if probe.end > MAX_SECONDS:
        raise RefusedError("too-long", f"{probe.end:.0f} s")
    return probe


def _picture(entry: dict[str, Any]) -> Picture:
    width, height = entry["width"], entry["height"]
    if not entry.get("decodable") or not width or not height:
        raise RefusedError("undecodable", entry["codec"])
    across, down = entry["sar"]
    seen = round(width * across / down) if across and down else width
    if entry["rotation"] % 180:
        seen, height = height, seen
    if max(width, entry["height"], seen, height) > MAX_SIDE:
        raise RefusedError("too-large-picture", f"{width}x{height}")
    if max(seen, height) > MAX_ASPECT * min(seen, height):
        raise RefusedError("odd-shape", f"{seen}x{height}")
    rate = Fraction(*entry["rate"]) if entry["rate"][1] else Fraction(25)
    length = entry["end"] - entry["start"]
    # A jump in the clock of a joined transport stream counts as time in its packets, and in nobody's eyes.
    counted = entry["packets"] / float(rate or 25)
    end = entry["end"] if length <= 2 * counted + 10 else entry["start"] + counted
    return Picture(
        index=entry["index"],
        codec=entry["codec"],
        profile=entry["profile"],
        level=entry["level"] or 0,
        pix_fmt=entry["pix_fmt"],
        width=seen,
        height=height,
        square=across == down,
        upright=not entry["rotation"],
        interlaced=entry["interlaced"],
        wide_range=_WIDE_RANGES.get(entry["transfer"], ""),
        rate=rate,
        start=entry["start"],
        end=end,
        key_gap=entry["key_gap"],
        peak=entry["peak"],
        packets=entry["packets"],
    )


def _sound(entry: dict[str, Any]) -> Sound:
    if not entry.get("decodable"):
        raise RefusedError("undecodable", entry["codec"])
    return Sound(
        index=entry["index"],
        codec=entry["codec"],
        profile=entry["profile"],
        channels=entry["channels"] or 1,
        rate=entry["rate"] or 44_100,
        start=entry["start"],
        end=entry["end"],
        peak=entry["peak"],
    )
