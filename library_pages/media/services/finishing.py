"""What follows from the parts that are done: playable, complete, failed. Decided under a lock on the recording."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from cms.foundation import clock
from cms.foundation.events import announce
from library_pages.catalogue.events import ContentChanged, ContentReady
from library_pages.media.enums import PartState, RecordingKind, RecordingState, RecordingWarning, RungSet
from library_pages.media.models import MediaPart, Recording, Rendition
from library_pages.media.pipeline import planning
from library_pages.media.pipeline.hls.playlists import rates_of
from library_pages.media.pipeline.ladder import AUDIO
from library_pages.media.pipeline.segments import RungOutput
from library_pages.media.services import chapters, loudness

_SHORTER = 1.0  # seconds that may be missing before anybody is told


def advance(recording_id: UUID) -> None:
    """Draw the conclusions; called again, or by two workers at once, it changes nothing and announces nothing twice."""
    with transaction.atomic():
        recording = Recording.objects.select_for_update().filter(pk=recording_id).first()
        if recording is None or recording.state not in {RecordingState.ENCODING, RecordingState.PLAYABLE}:
            return
        parts = list(recording.parts.filter(profile=recording.profile).order_by("rung_set", "chunk"))
        plan = planning.Plan.from_json(recording.plan)
        for rung_set in RungSet.values:
            _publish_set(recording, plan, [part for part in parts if part.rung_set == rung_set])
        if recording.state == RecordingState.ENCODING and can_begin(plan, parts):
            recording.state, recording.ready_at = RecordingState.PLAYABLE, clock.now()
            announce(ContentReady(Recording, recording.pk))
        if all(part.state in {PartState.DONE, PartState.FAILED} for part in parts):
            _end(recording, plan, parts)
        recording.save()


def can_begin(plan: planning.Plan, parts: Iterable[MediaPart]) -> bool:
    """Whether sound and a first stretch of picture are there."""
    done = {(part.rung_set, part.chunk) for part in parts if part.state == PartState.DONE}
    if plan.sound and (RungSet.AUDIO.value, 0) not in done:
        return False
    pictures = ((plan.copied, RungSet.COPY), (plan.start, RungSet.START))
    return not plan.frames or any(wanted and (rung_set.value, 0) in done for wanted, rung_set in pictures)


def _publish_set(recording: Recording, plan: planning.Plan, parts: Sequence[MediaPart]) -> None:
    """Rows for the rungs of a set in which every part is done."""
    if not parts or any(part.state != PartState.DONE for part in parts):
        return
    for rung in {rung for part in parts for rung in part.output}:
        made = [RungOutput(**part.output[rung]) for part in parts if rung in part.output]
        made = [output for output in made if output.segments]
        if made:
            _publish(recording, plan, rung, made)


def _publish(recording: Recording, plan: planning.Plan, rung: str, made: Sequence[RungOutput]) -> None:
    segments = [segment for output in made for segment in output.segments]
    peak, average = rates_of(segments, made[0].timescale)
    sizes = {each.name: each for each in (*plan.start, *plan.rest, *([plan.copied] if plan.copied else []))}
    size = sizes.get(rung)
    Rendition.objects.get_or_create(
        recording=recording,
        profile=recording.profile,
        rung=rung,
        defaults={
            "kind": RecordingKind.AUDIO if rung == AUDIO else RecordingKind.VIDEO,
            "codecs": made[0].codecs,
            "width": size.width if size else 0,
            "height": size.height if size else 0,
            "fps": float(plan.fps) if size else 0,
            "channels": 0 if size else plan.channels,
            "bandwidth": peak,
            "average_bandwidth": average,
            "size": sum(length for _ticks, length in segments),
            "init_hash": made[0].init_hash,
            "timescale": made[0].timescale,
            "segments": segments,
            "published_at": clock.now(),
        },
    )


def _end(recording: Recording, plan: planning.Plan, parts: Sequence[MediaPart]) -> None:
    failed = [part for part in parts if part.state == PartState.FAILED]
    renditions = list(recording.renditions.filter(profile=recording.profile))
    pictures = [rendition for rendition in renditions if rendition.kind == RecordingKind.VIDEO]
    if (plan.frames and not pictures) or not renditions:
        first = failed[0] if failed else None
        recording.state = RecordingState.FAILED
        recording.failure_code = first.error_code if first else "damaged"
        recording.failure_file = _to_blame(recording, first)
        recording.failure_detail = first.error_detail if first else "nothing could be read"
        return
    if failed:
        _warn(recording, RecordingWarning.PARTIAL)
    _measure(recording, plan, pictures or renditions)
    if recording.ready_at is None:
        recording.ready_at = clock.now()
        announce(ContentReady(Recording, recording.pk))
    recording.state, recording.completed_at = RecordingState.COMPLETE, clock.now()
    recording.failure_code = recording.failure_detail = ""
    announce(ContentChanged(Recording, recording.pk))


def _to_blame(recording: Recording, part: MediaPart | None) -> str:
    """Name of the file that a part was about; empty where it was about several."""
    names = list(recording.files.order_by("order").values_list("original_name", flat=True))
    if part is not None and part.rung_set == RungSet.LOUDNESS and part.chunk < len(names):
        return names[part.chunk]
    return names[0] if len(names) == 1 else ""


def _measure(recording: Recording, plan: planning.Plan, renditions: Sequence[Rendition]) -> None:
    """The real length, and loudness and chapters after it."""
    real = max(sum(ticks for ticks, _size in each.segments) / each.timescale for each in renditions)
    if recording.duration - real > _SHORTER:
        _warn(recording, RecordingWarning.SHORTER)
    recording.duration = real
    if not plan.measured:
        chapters.fit(recording)
        return
    heard = loudness.measured(recording)
    if all(loudness.is_silent(each.lufs) for each in heard):
        _warn(recording, RecordingWarning.SILENT)
    chapters.measure(recording, heard)


def _warn(recording: Recording, warning: str) -> None:
    if warning not in recording.warnings:
        recording.warnings = [*recording.warnings, str(warning)]
