"""Looking into the uploads of a recording: what they hold, and what is to be made of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction

from cms.foundation import clock, jobs, temporary, turns
from cms.foundation.jail.program import command_of
from cms.foundation.jail.run import Limits, ProgramError, UntrustedFileError, answer_of, opened
from cms.foundation.models import Job
from cms.foundation.storage import publications
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import Lane, RecordingKind, RecordingState, RecordingWarning
from library_pages.media.models import Chapter, Media, MediaPart, Recording
from library_pages.media.pipeline import planning, probing, tags
from library_pages.media.pipeline.ffmpeg.arguments import FORMATS, PROTOCOLS
from library_pages.media.pipeline.jail import probe as program
from library_pages.media.pipeline.probing import Probe
from library_pages.media.services import chapters, leases, own_captions
from library_pages.media.services.local_files import local_file
from library_pages.media.services.reading import read_waiting
from library_pages.media.services.uploads import PROBE_TASK

_LEAST_SECONDS: Final = 30
_BYTES_A_SECOND: Final = 20 << 20  # of a slow disk
_MEMORY: Final = 2 << 30
_POSTER, _CAPTIONS = "poster.jpg", "captions.json"
_MAX_POSTER, _MAX_CAPTIONS = 30 << 20, 64 << 20
_NAMED: Final = 5  # files that a warning names


@dataclass(frozen=True, slots=True)
class _ProbedFile:
    """A file, what it holds, its picture, and the tracks of captions inside it."""

    media: Media
    probe: Probe
    poster: bytes
    tracks: list[dict[str, Any]]


def probe(job_id: str) -> None:
    """Do this job, unless somebody else has it or it is over."""
    job = jobs.claim(job_id)
    if job is not None:
        do(job)


@turns.works_on(PROBE_TASK)
def do(job: Job) -> None:
    recording = Recording.objects.filter(pk=job.subject).first()
    if recording is None:
        jobs.fail(job, "recording-gone", job.subject)
        return
    if recording.state in {RecordingState.UPLOADED, RecordingState.PROBING}:
        try:
            _begin(recording, job)
            _look_into(recording, job)
        except RefusedError as refusal:
            _refuse(recording, job, refusal)
            return
    jobs.finish(job)


def _begin(recording: Recording, job: Job) -> None:
    if job.attempt >= job.max_attempts:
        # Written before the last attempt, since nobody is left to write it when this one is killed too.
        recording.state, recording.failure_code = RecordingState.FAILED, "gave-up"
    else:
        recording.state, recording.failure_code, recording.failure_file = RecordingState.PROBING, "", ""
    recording.save(update_fields=["state", "failure_code", "failure_file"])


def _look_into(recording: Recording, job: Job) -> None:
    files = list(recording.files.order_by("order"))
    looked_at: list[_ProbedFile] = []
    for number, media in enumerate(files):
        recording.failure_file = media.original_name  # the one to blame, if this is the last that is looked at
        with temporary.folder("probe") as folder:
            seen = _ask(media, folder, wants_picture=recording.kind == RecordingKind.VIDEO)
        media.duration, media.demuxer = seen.probe.end, seen.probe.demuxer
        media.save(update_fields=["probe", "duration", "demuxer"])
        looked_at.append(seen)
        jobs.heartbeat(job, 100 * (number + 1) // len(files))
    recording.failure_file = ""
    _write_plan(recording, job, looked_at if recording.ordered_by_hand else _by_track(looked_at))


def _by_track(looked_at: list[_ProbedFile]) -> list[_ProbedFile]:
    """Sort files by their track numbers where each has one of its own; else leave them as they are."""
    tracks = [tags.track_of(seen.probe.tags) for seen in looked_at]
    known = {track for track in tracks if track is not None}
    if len(known) < len(looked_at):
        return looked_at
    return [seen for _track, seen in sorted(zip(tracks, looked_at, strict=True), key=lambda pair: pair[0] or (0, 0))]


def _ask(media: Media, folder: Path, *, wants_picture: bool) -> _ProbedFile:
    limits = Limits(
        seconds=_LEAST_SECONDS + media.size / _BYTES_A_SECOND,
        silence=_LEAST_SECONDS + media.size / _BYTES_A_SECOND,
        memory=_MEMORY,
        output=64 << 20,
    )
    file = local_file(media)
    command = command_of(program, file, PROTOCOLS, FORMATS, folder)
    try:
        said = answer_of(command, folder=folder, limits=limits, reads=[file])
    except ProgramError as error:
        raise RefusedError("damaged" if error.code == "crashed" else error.code, error.detail) from error
    media.probe = tags.with_texts(json.loads(said))
    probe = probing.read(media.probe, wants_picture=wants_picture)
    lines = _left(folder / _CAPTIONS, _MAX_CAPTIONS)
    return _ProbedFile(media, probe, _left(folder / _POSTER, _MAX_POSTER), json.loads(lines) if lines else [])


def _left(file: Path, most: int) -> bytes:
    try:
        with opened(file, most) as stream:
            return stream.read()
    except UntrustedFileError:
        return b""


def _write_plan(recording: Recording, job: Job, looked_at: Sequence[_ProbedFile]) -> None:
    files, probes = [seen.media for seen in looked_at], [seen.probe for seen in looked_at]
    poster = next((seen.poster for seen in looked_at if seen.poster), b"")
    plan = planning.plan_for(probes)
    picture = probes[0].picture
    recording.plan = plan.to_json()
    recording.profile = planning.profile_of(plan, [media.sha256 for media in files])
    recording.duration = sum(probe.end for probe in probes)
    recording.width, recording.height = (picture.width, picture.height) if picture else (0, 0)
    recording.warnings, recording.warned_files = _warnings(looked_at)
    recording.metadata = tags.description_of(probes, [media.original_name for media in files])
    if poster and not recording.poster:
        recording.poster = publications().save(f"posters/{recording.pk}.jpg", ContentFile(poster))
    moment = clock.now()
    parts = [
        MediaPart(
            recording=recording,
            profile=recording.profile,
            rung_set=part.rung_set,
            chunk=part.chunk,
            lane=part.lane,
            rank=part.rank,
            start_frame=part.start_frame,
            frames=part.frames,
            weight=part.weight,
            queued_at=moment,
        )
        for part in planning.parts_of(plan, probes)
    ]
    with transaction.atomic():
        if not jobs.heartbeat(job):
            return  # somebody else has the job now and writes the same
        recording.state = RecordingState.ENCODING
        if len(looked_at) == 1 and own_captions.add(recording, looked_at[0].tracks):
            recording.warnings.append(RecordingWarning.OWN_CAPTIONS)
        recording.save(force_update=True)
        for order, media in enumerate(files):
            Media.objects.filter(pk=media.pk).update(order=order)
        recording.chapters.all().delete()
        Chapter.objects.bulk_create(
            chapters.rows_for(recording, probes, [media.original_name for media in files]), batch_size=200
        )
        # Parts of this profile that are there already were made of the same bytes by the same plan.
        MediaPart.objects.bulk_create(parts, ignore_conflicts=True, batch_size=200)
        read_waiting(recording)
        for lane in Lane.values:
            if any(part.lane == lane for part in parts):
                transaction.on_commit(lambda lane=lane: leases.wake(lane), robust=True)  # type: ignore[misc]


def _warnings(looked_at: Sequence[_ProbedFile]) -> tuple[list[str], dict[str, list[str]]]:
    """Codes, and the names of the files that they are about where there are several."""
    about: dict[str, list[str]] = {}
    for seen in looked_at:
        for warning in seen.probe.warnings:
            about.setdefault(str(warning), []).append(seen.media.original_name)
    return list(about), {} if len(looked_at) == 1 else {code: names[:_NAMED] for code, names in about.items()}


def _refuse(recording: Recording, job: Job, refusal: RefusedError) -> None:
    with transaction.atomic():
        if jobs.fail(job, refusal.code, refusal.detail):
            Recording.objects.filter(pk=recording.pk).update(
                state=RecordingState.FAILED,
                failure_code=refusal.code,
                failure_file=recording.failure_file,
                failure_detail=refusal.detail,
            )
