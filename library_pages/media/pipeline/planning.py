"""What is made of a recording, and why (docs/design/media.md, “What is made”).

Pure: the same files give the same plan.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Final

from library_pages.media.enums import Lane, RungSet
from library_pages.media.pipeline.ladder import LADDER, MAX_FPS, SizedRung, gop_frames, rungs_for, steady_rate
from library_pages.media.pipeline.probing import Picture, Probe, Sound

VERSION: Final = 2  # a change of what is made for the same plan makes another profile
AUDIO_SEGMENT, VIDEO_AUDIO_SEGMENT = 10, 6  # seconds
_PART_GOPS: Final = 30  # 60 s: what is done again at most after a power cut
_FIRST_GOPS: Final = (3, 12)  # the start rung's first parts are short: with them playing begins
_LAST_GOPS: Final = 10  # a shorter remainder goes with the part before it
_MAX_COPIED_SIDE: Final = 1080
_MAX_LEVEL: Final = 41
_SLOWEST: Final = 2  # frames a second
_APART: Final = 0.5  # seconds between the ends of picture and sound, beyond which players wait for the shorter one
_KEY_GAP: Final = 4.05  # seconds
_COPY_CAP: Final = 3500 * 1000 * 1.5  # bit/s over two seconds
_FAST_SECONDS: Final = 30  # this much of the start rung is made by the quick worker
_FAST_SOUND: Final = 20 * 60  # seconds; more would keep the quick worker from everything else
_WEIGHTS: Final = {"audio": 0.02, "copy": 0.001, "loudness": 0.004}  # work a second, against one of 1080p30


@dataclass(frozen=True, slots=True)
class RungPlan:
    """A rung to be made; its encoder's settings are `ladder.LADDER`'s."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made. `rate` is frames a second as a fraction, `frames` how many there should be."""

    rate: tuple[int, int]
    gop: int
    frames: int
    copied: RungPlan | None
    start: tuple[RungPlan, ...]
    rest: tuple[RungPlan, ...]
    sound: str  # "", "copy" or "encode"
    channels: int
    measured: bool  # loudness of each file first
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Plan":
        value = dict(value)
        for name in ("start", "rest"):
            value[name] = tuple(RungPlan(**entry) for entry in value[name])
        value["copied"] = RungPlan(**value["copied"]) if value["copied"] else None
        value["rate"], value["reasons"] = tuple(value["rate"]), tuple(value["reasons"])
        return cls(**value)

    @property
    def fps(self) -> Fraction:
        return Fraction(*self.rate)

    def rungs(self, rung_set: str) -> tuple[RungPlan, ...]:
        """The rungs that a set makes; none for sound."""
        return {RungSet.START: self.start, RungSet.REST: self.rest}.get(RungSet(rung_set), ())


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A row of MediaPart to be."""

    rung_set: RungSet
    chunk: int
    lane: Lane
    rank: int
    start_frame: int
    frames: int
    weight: float


def plan_for(probes: Sequence[Probe]) -> Plan:
    """The plan for the files of one recording, in their order; with a picture there is one file."""
    reasons: list[str] = []
    picture, sounds = probes[0].picture, [probe.sound for probe in probes if probe.sound]
    channels = 1 if all(sound.channels == 1 for sound in sounds) else 2
    copied: RungPlan | None = None
    start: tuple[RungPlan, ...] = ()
    rest: tuple[RungPlan, ...] = ()
    rate, frames = Fraction(1), 0
    if picture is not None:
        rate = steady_rate(picture.rate)
        apart = probes[0].end - picture.end
        frames = max(1, round((probes[0].end if apart > _APART else picture.end) * rate))
        sized = [RungPlan(each.rung.name, each.width, each.height) for each in rungs_for(picture.width, picture.height)]
        obstacle = why_not_copied(picture) or (f"ends {apart:.1f} s before the sound" if apart > _APART else "")
        if obstacle:
            reasons.append(f"picture encoded: {obstacle}")
            start, rest = tuple(sized[:1]), tuple(sized[1:])
        else:
            reasons.append("picture copied: it fits")
            side = min(picture.width, picture.height)
            copied = RungPlan(f"{side}c", picture.width, picture.height)
            rest = tuple(rung for rung in sized if min(rung.width, rung.height) * 1.25 <= side)
    sound = _plan_of_sound(probes, picture, sounds, reasons)
    measured = picture is None and sound == "encode"
    return Plan(
        rate=(rate.numerator, rate.denominator),
        gop=gop_frames(rate),
        frames=frames,
        copied=copied,
        start=start,
        rest=rest,
        sound=sound,
        channels=channels,
        measured=measured,
        reasons=tuple(reasons),
    )


def profile_of(plan: Plan, digests: Sequence[str]) -> str:
    """Name of a plan for these bytes."""
    ladder = [asdict(rung) for rung in LADDER]
    value = json.dumps([VERSION, ladder, plan.to_json(), list(digests)], sort_keys=True)
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def why_not_copied(picture: Picture) -> str:
    """What keeps a picture from being taken over as it is; empty when nothing does."""
    checks = (
        (picture.codec != "h264", f"codec {picture.codec}"),
        (picture.pix_fmt not in {"yuv420p", "yuvj420p"}, f"pixel format {picture.pix_fmt}"),
        (picture.interlaced, "interlaced"),
        (not picture.upright, "turned"),
        (not picture.square, "pixels are not square"),
        (bool(picture.width % 2 or picture.height % 2), "odd size"),
        (min(picture.width, picture.height) > _MAX_COPIED_SIDE, "larger than 1080p"),
        (picture.level > _MAX_LEVEL or picture.level <= 0, f"level {picture.level}"),
        (not _SLOWEST <= picture.rate <= MAX_FPS, f"{float(picture.rate):.2f} frames a second"),
        (picture.key_gap > _KEY_GAP, f"keyframes {picture.key_gap:.1f} s apart"),
        (picture.peak > _COPY_CAP, f"peak of {picture.peak // 1000} kbit/s"),
        (abs(picture.start) > 0.1, f"begins at {picture.start:.2f} s"),  # noqa: PLR2004  (seconds)
    )
    return next((words for wrong, words in checks if wrong), "")


def parts_of(plan: Plan, probes: Sequence[Probe]) -> Iterator[PartPlan]:
    """The work, in the order in which it is wanted."""
    seconds = sum(probe.end for probe in probes)
    if plan.copied:
        yield PartPlan(RungSet.COPY, 0, Lane.FAST, 0, 0, plan.frames, seconds * _WEIGHTS["copy"])
    if plan.measured:
        for number, probe in enumerate(probes):
            yield PartPlan(RungSet.LOUDNESS, number, Lane.HEAVY, 0, 0, 0, probe.end * _WEIGHTS["loudness"])
    if plan.sound:
        quick = plan.sound == "copy" or (plan.frames > 0 and seconds <= _FAST_SOUND)
        lane, rank = (Lane.FAST, 0) if quick else (Lane.HEAVY, 0 if plan.frames else 1)
        yield PartPlan(RungSet.AUDIO, 0, lane, rank, 0, 0, seconds * _WEIGHTS["audio"])
    for rung_set, rungs, rank in ((RungSet.START, plan.start, 1), (RungSet.REST, plan.rest, 2)):
        if rungs:
            pixels = sum(rung.width * rung.height for rung in rungs) / (1920 * 1080)
            for chunk, (first, count) in enumerate(_chunks(plan, first_short=rung_set == RungSet.START)):
                quick = rung_set == RungSet.START and first < _FAST_SECONDS * plan.fps
                # Decoding and scaling cost about a third, whatever is made of them.
                weight = count / 30 * (0.3 + pixels)
                yield PartPlan(rung_set, chunk, Lane.FAST if quick else Lane.HEAVY, rank, first, count, weight)


def _chunks(plan: Plan, *, first_short: bool) -> Iterator[tuple[int, int]]:
    sizes = iter(_FIRST_GOPS if first_short else ())
    gops, at = ceil(plan.frames / plan.gop), 0
    while at < gops:
        size = next(sizes, _PART_GOPS)
        if gops - at - size < _LAST_GOPS and size == _PART_GOPS:
            size = gops - at
        size = min(size, gops - at)
        yield at * plan.gop, min(size * plan.gop, plan.frames - at * plan.gop)
        at += size


def _plan_of_sound(
    probes: Sequence[Probe], picture: Picture | None, sounds: Sequence[Sound], reasons: list[str]
) -> str:
    if not sounds:
        return ""
    only = sounds[0]
    checks = (
        (len(probes) > 1, f"{len(probes)} files become one"),
        (only.codec != "aac" or only.profile != "LC", f"codec {only.codec} {only.profile}".rstrip()),
        (only.channels > 2, f"{only.channels} channels"),  # noqa: PLR2004
        (only.peak > 256_000, f"peak of {only.peak // 1000} kbit/s"),  # noqa: PLR2004  (bit/s)
        (abs(only.start) > 0.1, f"begins at {only.start:.2f} s"),  # noqa: PLR2004  (seconds)
        (picture is not None and picture.end - only.end > _APART, f"ends at {only.end:.2f} s, before the picture"),
        (picture is None and only.peak > 160_000, "more than speech needs"),  # noqa: PLR2004  (bit/s)
    )
    obstacle = next((words for wrong, words in checks if wrong), "")
    reasons.append(f"sound encoded: {obstacle}" if obstacle else "sound copied: it fits")
    return "encode" if obstacle else "copy"


def sized(rung: RungPlan) -> SizedRung:
    """A rung of a plan with its settings."""
    return SizedRung(next(each for each in LADDER if each.name == rung.name), rung.width, rung.height)


def seconds_of(frames: int, plan: Plan) -> float:
    """Length of that many frames."""
    return float(frames / plan.fps)
