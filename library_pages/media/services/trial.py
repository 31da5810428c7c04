"""Trying a recording or captions: uploaded, looked into, thrown away. What is prepared for players is not made."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from library_pages.catalogue.services.content import discard
from library_pages.catalogue.trials import Outcome, trials
from library_pages.media.enums import CaptionsNote, RecordingKind, RecordingState, RecordingWarning
from library_pages.media.models import Media, Recording
from library_pages.media.services import probing
from library_pages.media.services.captions import put_captions
from library_pages.media.services.reading import read_now
from library_pages.media.services.uploads import PROBE_TASK, accept

_NO_PICTURE: Final = "no-video"
_STRANGER: Final = frozenset({"not-media", "damaged"})  # says no more than that it is no recording that can be read
_CAPTIONS: Final = frozenset({".vtt", ".srt", ".ass", ".ssa", ".ttml", ".dfxp", ".sub"})
_PERHAPS_CAPTIONS: Final = frozenset({".xml", ".txt"})
_A_DAY: Final = 86_400.0


def try_recording(file: Path) -> Outcome:
    """What becomes of it as a film, and where it has no picture as a sound recording."""
    outcome = _recorded(file, RecordingKind.VIDEO)
    return _recorded(file, RecordingKind.AUDIO) if outcome.refusal == _NO_PICTURE else outcome


def try_captions(file: Path) -> Outcome:
    """What becomes of a file that is called like captions, with a film that is long enough for any."""
    if file.suffix.lower() not in _CAPTIONS | _PERHAPS_CAPTIONS:
        return Outcome(is_recognised=False)
    film = Recording.objects.create(
        kind=RecordingKind.VIDEO, state=RecordingState.COMPLETE, duration=_A_DAY, uploaded_at=clock.now()
    )
    Media.objects.create(title=file.name, type=film.kind, recording=film, probe={"video": [{"rate": [25, 1]}]})
    try:
        with _upload(file) as upload:
            put_captions(film, upload, language="vi", label=file.name)
        read_now(film)
        refused = film.captions_uploads.first()
        if refused is not None:
            is_sure = file.suffix.lower() in _CAPTIONS
            return Outcome(refusal=refused.failure_code, sentences=(refused.failure,), is_recognised=is_sure)
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
        return _refused(file, problem.code, str(problem.title))
    try:
        job = jobs.latest(PROBE_TASK, str(recording.pk))
        if job is not None:
            probing.probe(str(job.pk))
        recording.refresh_from_db()
        return (
            _outcome(recording)
            if not recording.failure_code
            else _refused(file, recording.failure_code, recording.failure)
        )
    finally:
        discard(recording)


def _outcome(recording: Recording) -> Outcome:
    return Outcome(
        taken_for=f"{recording.kind} ({', '.join(each.demuxer for each in recording.files.all())})",
        sentences=tuple(str(RecordingWarning(code).label) for code in recording.warnings),
        passages=recording.chapters.count(),
        has_cover=bool(recording.poster),
        duration=recording.duration,
    )


def _refused(file: Path, code: str, sentence: str) -> Outcome:
    # Nobody brings a file that is not called sound or film to this form.
    kinds = tuple(f"{kind}/" for kind in RecordingKind.values)
    called_so = (mimetypes.guess_type(file.name)[0] or "").startswith(kinds)
    return Outcome(refusal=code, sentences=(sentence,), is_recognised=called_so or code not in _STRANGER)


trials.add(try_captions, order=10)  # by their names; what they hold looks like any text
trials.add(try_recording)


@contextmanager
def _upload(file: Path) -> Iterator["UploadedFile[bytes]"]:
    with file.open("rb") as stream:
        yield UploadedFile(stream, file.name, size=file.stat().st_size)
