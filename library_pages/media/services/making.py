"""What each kind of part is made by: one ffmpeg process, its output looked through."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cms.foundation.jail.run import COMPLAINTS, Limits, run
from library_pages.media.enums import RecordingKind, RungSet
from library_pages.media.models import Media, MediaPart, Recording
from library_pages.media.pipeline import planning, probing, segments
from library_pages.media.pipeline.ffmpeg import arguments
from library_pages.media.pipeline.ffmpeg.arguments import InputFile
from library_pages.media.pipeline.ladder import AUDIO
from library_pages.media.pipeline.segments import RungOutput
from library_pages.media.services import loudness
from library_pages.media.services.local_files import local_file
from library_pages.media.services.pulse import Pulse

_LEAST_FREE: Final = 2 << 30  # bytes
_PIXELS_1080P: Final = 1920 * 1080
_SOUND_RATE: Final = 128  # kbit/s


class NotYetError(Exception):
    """What the part builds on is not done."""


class NoSpaceError(Exception):
    """The disk is nearly full."""


def make(part: MediaPart, recording: Recording, folder: Path) -> dict[str, RungOutput]:
    """Have the encoder make a part in this folder; its rungs, not put into place yet.

    Raises:
        StoppedError, NotYetError, NoSpaceError: it is not to be made now.
        RefusedError: the upload is gone.
        ProgramError, BadOutputError: the encoder failed.
    """
    plan = planning.Plan.from_json(recording.plan)
    _require_space(folder, part, plan)
    maker = {
        RungSet.COPY: _copy,
        RungSet.AUDIO: _sound,
        RungSet.START: _picture,
        RungSet.REST: _picture,
        RungSet.LOUDNESS: _loudness,
    }[RungSet(part.rung_set)]
    return maker(part, recording, plan, folder)


def _picture(part: MediaPart, recording: Recording, plan: planning.Plan, folder: Path) -> dict[str, RungOutput]:
    files = _files(recording)
    (source,), picture = _inputs(files, RecordingKind.VIDEO), files[0][1].picture
    rungs = [planning.sized(rung) for rung in plan.rungs(part.rung_set)]
    seconds = planning.seconds_of(part.frames, plan)
    _prepare(folder, [each.rung.name for each in rungs])
    command = arguments.picture_of(
        source,
        rungs,
        folder,
        rate=plan.fps,
        gop=plan.gop,
        start_frame=part.start_frame,
        frames=part.frames,
        wide_range=picture.wide_range if picture else "",
    )
    pixels = recording.width * recording.height
    _run(command, [source], part, folder, seconds, 60 + seconds * 20 * max(0.25, pixels / _PIXELS_1080P))
    first = part.start_frame // plan.gop
    made = {}
    for each in rungs:
        start = part.start_frame / plan.fps
        made[each.rung.name] = segments.collect(folder / each.rung.name, start=start, first=first)
    return made


def _copy(part: MediaPart, recording: Recording, plan: planning.Plan, folder: Path) -> dict[str, RungOutput]:
    (source,) = _inputs(_files(recording), RecordingKind.VIDEO)
    name = plan.copied.name if plan.copied else ""
    _prepare(folder, [name])
    command = arguments.picture_copied(source, folder, name)
    _run(command, [source], part, folder, recording.duration, 60 + recording.duration)
    return {name: segments.collect(folder / name, start=None, first=0)}


def _sound(part: MediaPart, recording: Recording, plan: planning.Plan, folder: Path) -> dict[str, RungOutput]:
    if plan.measured and not loudness.is_measured(recording):
        raise NotYetError
    inputs = _inputs(_files(recording), RecordingKind.AUDIO)
    seconds = planning.VIDEO_AUDIO_SEGMENT if plan.frames else planning.AUDIO_SEGMENT
    _prepare(folder, [AUDIO])
    if plan.sound == "copy":
        command = arguments.sound_copied(inputs[0], folder, AUDIO, seconds)
    else:
        gains = loudness.gains_of(recording) if plan.measured else []
        at_least = inputs[0].seconds if plan.frames else 0.0
        command = arguments.sound_of(
            inputs, folder, AUDIO, seconds, channels=plan.channels, gains=gains, at_least=at_least
        )
    _run(command, inputs, part, folder, recording.duration, 120 + recording.duration)
    return {AUDIO: segments.collect(folder / AUDIO, start=None, first=0)}


def _loudness(part: MediaPart, recording: Recording, plan: planning.Plan, folder: Path) -> dict[str, RungOutput]:
    source = _inputs(_files(recording), RecordingKind.AUDIO)[part.chunk]
    command = arguments.loudness_of(source, plan.channels)
    seconds = _run(command, [source], part, folder, source.seconds, 60 + source.seconds)
    loudness.keep(part, (folder / COMPLAINTS).read_text(errors="replace"), seconds)
    return {}


def _run(
    command: Sequence[str], inputs: Sequence[InputFile], part: MediaPart, folder: Path, seconds: float, limit: float
) -> float:
    pulse = Pulse(part, seconds)
    reads = [source.file for source in inputs]
    run(command, folder=folder, limits=Limits(seconds=limit), reads=reads, heard=pulse.heard, tick=pulse.tick)
    return pulse.seconds


def _files(recording: Recording) -> list[tuple[Media, probing.Probe]]:
    wants = recording.kind == RecordingKind.VIDEO
    return [(media, probing.read(media.probe, wants_picture=wants)) for media in recording.files.order_by("order")]


def _inputs(files: Sequence[tuple[Media, probing.Probe]], kind: str) -> list[InputFile]:
    found = []
    for media, probe in files:
        stream = probe.picture if kind == RecordingKind.VIDEO else probe.sound
        if stream is not None:
            last = probe.picture.last if probe.picture else 0.0
            found.append(InputFile(local_file(media), media.demuxer, stream.index, probe.end, stream.end, last))
    return found


def _require_space(folder: Path, part: MediaPart, plan: planning.Plan) -> None:
    rate = sum(planning.sized(rung).rung.cap for rung in plan.rungs(part.rung_set)) or _SOUND_RATE
    seconds = planning.seconds_of(part.frames, plan)
    predicted = rate * 1000 / 8 * (seconds or part.recording.duration)
    free = shutil.disk_usage(folder).free
    if free < max(_LEAST_FREE, 1.5 * predicted):
        raise NoSpaceError(f"{free} bytes free")


def _prepare(folder: Path, rungs: Sequence[str]) -> None:
    for rung in rungs:
        (folder / rung).mkdir()
