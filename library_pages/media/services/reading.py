"""Reading files of captions, in a program apart from the site."""

import json
from typing import Any, Final

from django.db import transaction

from cms.foundation import jobs, temporary, turns
from cms.foundation.jail.program import command_of
from cms.foundation.jail.run import Limits, ProgramError, answer_of
from cms.foundation.models import Job
from cms.foundation.vietnamese.repair import Letters
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import CaptionsNote, RecordingState
from library_pages.media.models import CaptionsUpload, Recording
from library_pages.media.pipeline.captions.cues import Cue
from library_pages.media.pipeline.jail import captions as program
from library_pages.media.services.captions import READ_TASK, forget_uploads, take_captions

_LIMITS: Final = Limits(seconds=60, silence=60, memory=1 << 30, output=1 << 20)
_LATE: Final = 1.0  # seconds behind the end: many a last line stays longer than its film
_MOST_BEHIND: Final = 0.1  # of the cues; more belong to another film
_EARLY: Final = frozenset({RecordingState.UPLOADED, RecordingState.PROBING})


def read_captions(job_id: str) -> None:
    """Do this job, unless somebody else has it or it is over."""
    job = jobs.claim(job_id)
    if job is not None:
        do(job)


@turns.works_on(READ_TASK)
def do(job: Job) -> None:
    upload = CaptionsUpload.objects.select_related("recording").filter(pk=job.subject).first()
    # Until the recording has been looked at nobody knows what lies behind its end; `read_waiting` comes again then.
    if upload is not None and upload.recording.state not in _EARLY:
        try:
            _take(upload)
        except RefusedError as refusal:
            CaptionsUpload.objects.filter(pk=upload.pk).update(failure_code=refusal.code)
            jobs.fail(job, refusal.code, refusal.detail)
            return
    jobs.finish(job)


def read_waiting(recording: Recording) -> None:
    """Queue what waits to be read; belongs into the transaction that makes the recording's length known."""
    for pk in recording.captions_uploads.filter(failure_code="").values_list("pk", flat=True):
        jobs.enqueue(READ_TASK, str(pk), owner=str(recording.school_id or ""))


def read_now(recording: Recording) -> None:
    """Read what waits for this recording in this process."""
    read_waiting(recording)
    for pk in list(recording.captions_uploads.filter(failure_code="").values_list("pk", flat=True)):
        job = jobs.latest(READ_TASK, str(pk))
        if job is not None:
            read_captions(str(job.pk))


def _take(upload: CaptionsUpload) -> None:
    found = _ask(upload)
    if "refused" in found:
        raise RefusedError(found["refused"])
    cues = [Cue(*entry) for entry in found["cues"]]
    notes = [] if found["letters"] in {Letters.UTF_8, Letters.LATIN_1} else [CaptionsNote.LETTERS]
    kept = within(cues, upload.recording.duration)
    if len(kept) < len(cues):
        notes.append(CaptionsNote.BEHIND)
    with transaction.atomic():
        take_captions(upload.recording, kept, language=upload.language, label=upload.label, notes=notes)
        forget_uploads(upload.recording, upload.language)


def within(cues: list[Cue], seconds: float) -> list[Cue]:
    """The cues that begin before the end, cut off there; all of them while the length (0) is not known.

    Raises:
        RefusedError: `captions-behind`: too many begin later, so that they belong to another recording.
    """
    if not seconds:
        return cues
    kept = [Cue(cue.start, min(cue.end, seconds + _LATE), cue.text) for cue in cues if cue.start < seconds]
    if len(cues) - len(kept) > max(1, len(cues) * _MOST_BEHIND) or not kept:
        raise RefusedError("captions-behind", f"{len(cues) - len(kept)} of {len(cues)} begin behind {seconds:.0f} s")
    return kept


def _ask(upload: CaptionsUpload) -> dict[str, Any]:
    with temporary.folder("captions") as folder:
        file = folder / "captions"
        try:
            with upload.file.open("rb") as stored:
                file.write_bytes(stored.read())
            command = command_of(program, file, _rate(upload))
            said: dict[str, Any] = json.loads(answer_of(command, folder=folder, limits=_LIMITS))
        except FileNotFoundError as error:
            raise RefusedError("file-gone", str(upload.file.name)) from error
        except ProgramError as error:
            raise RefusedError("captions-unreadable", error.detail) from error
    return said


def _rate(upload: CaptionsUpload) -> float:
    """Frames a second of the film; 0 for what is only heard."""
    media = upload.recording.files.order_by("order").first()
    pictures = media.probe.get("video") if media else None
    over, under = pictures[0]["rate"] if pictures else (0, 1)
    return float(over / under) if under else 0.0
