"""Trying a recording or captions: uploaded, looked into, thrown away. What is prepared for players is not made."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from library_pages.catalogue.trials import Outcome, trials
from library_pages.media.enums import CaptionsNote, RecordingKind, RecordingState, RecordingWarning
from library_pages.media.models import Recording
from library_pages.media.services import probing
from library_pages.media.services.captions import put_captions
from library_pages.media.services.reading import read_now
from library_pages.media.services.uploads import PROBE_TASK, accept, discard

_NO_PICTURE: Final = "no-video"
_OF_OTHERS: Final = frozenset({"not-media"})  # a refusal that says no more than that it is no recording
_CAPTIONS: Final = frozenset({".vtt", ".srt", ".ass", ".ssa", ".ttml", ".dfxp", ".xml", ".sub", ".txt"})
_A_DAY: Final = 86_400.0


@trials.add
def try_recording(file: Path) -> Outcome:
    """What becomes of it as a film, and where it has no picture as a sound recording."""
    outcome = _recorded(file, RecordingKind.VIDEO)
    return _recorded(file, RecordingKind.AUDIO) if outcome.refusal == _NO_PICTURE else outcome


@trials.add
def try_captions(file: Path) -> Outcome:
    """What becomes of it as the captions of a film that is long enough for any."""
    if file.suffix.lower() not in _CAPTIONS:
        return Outcome(is_recognised=False)
    film = Recording.objects.create(
        kind=RecordingKind.VIDEO, state=RecordingState.COMPLETE, duration=_A_DAY, uploaded_at=clock.now()
    )
    try:
        with _upload(file) as upload:
            put_captions(film, upload, language="vi", label=file.name)
        read_now(film)
        refused = film.captions_uploads.first()
        if refused is not None:
            return Outcome(refusal=refused.failure_code, sentences=(refused.failure,))
        captions = film.captions.get()
        notes = tuple(str(CaptionsNote(note).label) for note in captions.notes)
        return Outcome("captions", sentences=notes, passages=len(captions.cues))
    except Problem as problem:
        return Outcome(refusal=problem.code, sentences=(str(problem.title),))
    finally:
        discard(film)


def _recorded(file: Path, kind: RecordingKind) -> Outcome:
    try:
        with _upload(file) as upload:
            recording = accept([upload], kind=kind, school_id=None, user=None)
    except Problem as problem:
        return Outcome(
            refusal=problem.code, sentences=(str(problem.title),), is_recognised=problem.code not in _OF_OTHERS
        )
    try:
        job = jobs.latest(PROBE_TASK, str(recording.pk))
        if job is not None:
            probing.probe(str(job.pk))
        recording.refresh_from_db()
        return _outcome(recording)
    finally:
        discard(recording)


def _outcome(recording: Recording) -> Outcome:
    code = recording.failure_code
    if code:
        return Outcome(refusal=code, sentences=(str(recording.failure),), is_recognised=code not in _OF_OTHERS)
    return Outcome(
        taken_for=f"{recording.kind} ({', '.join(each.demuxer for each in recording.files.all())})",
        sentences=tuple(str(RecordingWarning(code).label) for code in recording.warnings),
        passages=recording.chapters.count(),
        has_cover=bool(recording.poster),
        duration=recording.duration,
    )


@contextmanager
def _upload(file: Path) -> Iterator["UploadedFile[bytes]"]:
    with file.open("rb") as stream:
        yield UploadedFile(stream, file.name, size=file.stat().st_size)
