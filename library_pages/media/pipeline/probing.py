"""What looking into an upload found, as the rest of the pipeline asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import RecordingWarning

MAX_SIDE: Final = 8192
MAX_ASPECT: Final = 4
MAX_SECONDS: Final = 24 * 3600
_ALWAYS_TAKEN: Final = 600  # seconds, however few bytes they are
_LEAST_RATE: Final = 50  # bytes a second of what is longer: silence takes more
_MISSING_SECONDS, _MISSING_SHARE = 2.0, 0.03  # that a file may lack of what its header says
_TOLD: Final = 3.0  # seconds by which sound and picture may differ before anybody is told
_STILL_RATE: Final = Fraction(5)  # frames a second of a single picture
_WIDE_RANGES: Final = {16: "smpte2084", 18: "arib-std-b67"}  # PQ, HLG by their numbers in ITU-T H.273


@dataclass(frozen=True, slots=True)
class Picture:
    """A video stream; `width` and `height` as it is to be seen: upright, square pixels. Times in seconds.

    `last` is when the last frame begins. `wide_range` names the transfer characteristics, as ffmpeg does, of a picture
    brighter than screens are; else it is empty.
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
    last: float
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
    warnings: tuple[RecordingWarning, ...] = ()

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
    pictures = sorted((entry for entry in found["video"] if entry["packets"]), key=_as_film, reverse=True)
    sounds = sorted((entry for entry in found["audio"] if entry["packets"]), key=_as_sound, reverse=True)
    if not pictures and not sounds:
        raise RefusedError("no-streams")
    if wants_picture and not pictures:
        raise RefusedError("no-video")
    if not wants_picture and not sounds:
        raise RefusedError("no-sound")
    picture = _picture(pictures[0]) if wants_picture else None
    sound = _sound(sounds[0]) if sounds else None
    probe = Probe(found["demuxer"], picture, sound, found["tags"], tuple(found["chapters"]))
    if probe.end <= 0:
        raise RefusedError("no-streams", "zero length")
    if probe.end > MAX_SECONDS:
        raise RefusedError("too-long", f"{probe.end:.0f} s")
    stored = sum(entry["bytes"] for entry in (*pictures, *sounds))
    if probe.end > _ALWAYS_TAKEN + stored / _LEAST_RATE:
        raise RefusedError("too-long-for-its-size", f"{probe.end:.0f} s in {stored} bytes")
    films = [entry for entry in pictures if entry["packets"] > 1]
    chosen = [entry for entry, wanted in ((pictures[:1], picture), (sounds[:1], sound)) if wanted for entry in entry]
    checks = (
        (_is_cut(found, chosen), RecordingWarning.SHORTER),
        (found.get("letters"), RecordingWarning.LETTERS),
        (len(sounds) > 1, RecordingWarning.OTHER_SOUND),
        (wants_picture and len(films) > 1, RecordingWarning.OTHER_PICTURE),
        (wants_picture and found.get("picture_captions"), RecordingWarning.PICTURE_CAPTIONS),
        (picture and sound and sound.end - picture.end > _TOLD, RecordingWarning.STILL),
        (picture and sound and picture.end - sound.end > _TOLD, RecordingWarning.QUIET_END),
    )
    return replace(probe, warnings=tuple(warning for true, warning in checks if true))


def _as_film(entry: dict[str, Any]) -> tuple[object, ...]:
    """What moves comes before a cover that stands beside it, then what the file prefers, then what is larger."""
    moves = entry["packets"] > 1
    return moves, bool(entry.get("decodable")), entry["default"], entry["width"] * entry["height"]


def _as_sound(entry: dict[str, Any]) -> tuple[bool, bool]:
    return bool(entry.get("decodable")), entry["default"]


def _is_cut(found: dict[str, Any], chosen: Sequence[dict[str, Any]]) -> bool:
    """Whether a file says that it has much more than is there."""
    last = max(entry["end"] for entry in (*found["video"], *found["audio"]))
    claims = [(found.get("claimed", 0.0), last), (last / found.get("share", 1.0), last)]
    claims += [(entry.get("claimed", 0.0), entry["end"]) for entry in chosen]
    return any(claimed - there > max(_MISSING_SECONDS, claimed * _MISSING_SHARE) for claimed, there in claims)


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
        rate=rate if entry["packets"] > 1 else _STILL_RATE,
        start=entry["start"],
        end=entry["end"],
        last=entry.get("last", entry["end"]),
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
