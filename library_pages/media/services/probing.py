"""Looking into the uploads of a recording: what they hold, and what is to be made of them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from cms.foundation import clock, jobs, temporary, turns
from cms.foundation.events import announce
from cms.foundation.jail.run import Limits, ProgramError, UntrustedFileError, answer_of, opened
from cms.foundation.models import Job
from cms.foundation.storage import publications
from library_pages.catalogue.refusals import RefusedError
from library_pages.media import chapters, described, planning, probing
from library_pages.media.enums import Lane, RecordingKind, RecordingState
from library_pages.media.events import RecordingFailed
from library_pages.media.jail import probe as program
from library_pages.media.jail.whitelists import FORMATS, PROTOCOLS
from library_pages.media.models import Chapter, Media, MediaPart, Recording
from library_pages.media.probing import Probe
from library_pages.media.services import leases
from library_pages.media.services.sources import local_file
from library_pages.media.services.uploads import PROBE_TASK

_LEAST_SECONDS: Final = 30
_BYTES_A_SECOND: Final = 20 << 20  # of a slow disk
_MEMORY: Final = 2 << 30
_POSTER: Final = "poster.jpg"
_MAX_POSTER: Final = 30 << 20


def probe(job_id: str) -> None:
    """Do this job, unless somebody else has it or it is over."""
    job = jobs.claim(job_id)
    if job is not None:
        do(job)


@turns.works_on(PROBE_TASK)
def do(job: Job) -> None:
    """Do a claimed job."""
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
        recording.state, recording.failure_code = RecordingState.PROBING, ""
    recording.save(update_fields=["state", "failure_code"])


def _look_into(recording: Recording, job: Job) -> None:
    files = list(recording.files.order_by("order"))
    probes: list[Probe] = []
    poster = b""
    for number, media in enumerate(files):
        with temporary.folder("probe") as folder:
            found, picture = _ask(media, folder)
        media.probe = found
        probes.append(probing.read(found, wants_picture=recording.kind == RecordingKind.VIDEO))
        media.duration = probes[-1].end
        media.demuxer = probes[-1].demuxer
        media.save(update_fields=["probe", "duration", "demuxer"])
        poster = poster or picture
        jobs.heartbeat(job, 100 * (number + 1) // len(files))
    _write_plan(recording, job, files, probes, poster)


def _ask(media: Media, folder: Path) -> tuple[dict[str, object], bytes]:
    limits = Limits(
        seconds=_LEAST_SECONDS + media.size / _BYTES_A_SECOND,
        silence=_LEAST_SECONDS + media.size / _BYTES_A_SECOND,
        memory=_MEMORY,
        output=64 << 20,
    )
    file = local_file(media)
    command = [
        *(sys.executable, "-I", str(Path(program.__file__).resolve()), str(file), media.demuxer),
        *(PROTOCOLS, FORMATS, str(folder)),
    ]
    try:
        said = answer_of(command, folder=folder, limits=limits, reads=[file])
    except ProgramError as error:
        raise RefusedError("damaged" if error.code == "crashed" else error.code, error.detail) from error
    return json.loads(said), _poster(folder)


def _poster(folder: Path) -> bytes:
    try:
        with opened(folder / _POSTER, _MAX_POSTER) as stream:
            return stream.read()
    except UntrustedFileError:
        return b""


def _write_plan(recording: Recording, job: Job, files: Sequence[Media], probes: Sequence[Probe], poster: bytes) -> None:
    plan = planning.plan_for(probes)
    picture = probes[0].picture
    recording.plan = plan.to_json()
    recording.profile = planning.profile_of(plan, [media.sha256 for media in files])
    recording.duration = sum(probe.end for probe in probes)
    recording.width, recording.height = (picture.width, picture.height) if picture else (0, 0)
    recording.metadata = described.description_of(probes, [media.original_name for media in files])
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
        recording.save(force_update=True)
        recording.chapters.all().delete()
        Chapter.objects.bulk_create(
            chapters.rows_for(recording, probes, [media.original_name for media in files]), batch_size=200
        )
        # Parts of this profile that are there already were made of the same bytes by the same plan.
        MediaPart.objects.bulk_create(parts, ignore_conflicts=True, batch_size=200)
        for lane in Lane.values:
            if any(part.lane == lane for part in parts):
                transaction.on_commit(lambda lane=lane: leases.wake(lane), robust=True)  # type: ignore[misc]


def _refuse(recording: Recording, job: Job, refusal: RefusedError) -> None:
    with transaction.atomic():
        if jobs.fail(job, refusal.code, refusal.detail):
            Recording.objects.filter(pk=recording.pk).update(
                state=RecordingState.FAILED, failure_code=refusal.code, failure_detail=refusal.detail
            )
            announce(RecordingFailed(recording.pk))
