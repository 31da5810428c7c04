"""Captions of a recording: sent, put into place, taken away. Reading them is `services.reading`'s."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import IO, Final

from django.core.files.base import ContentFile
from django.db import models, transaction

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.storage import publications
from cms.foundation.text import nfc
from library_pages.catalogue.services.content import note_change
from library_pages.media.models import Captions, CaptionsUpload, Recording
from library_pages.media.pipeline.captions.cues import Cue, written
from library_pages.media.wording import reason_of

READ_TASK: Final = "library_pages.media.tasks.captions"  # name of the job that reads a file
MAX_BYTES: Final = 5 << 20
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?\Z")  # the part of BCP 47 that captions need


def put_captions(recording: Recording, file: IO[bytes], *, language: str, label: str) -> CaptionsUpload:
    """Keep a file of captions and queue it to be read; then it takes the place of those of its language.

    Nothing in it is looked at here: what a stranger wrote is read apart from the site.

    Raises:
        Problem: 422 `captions-too-big`, `captions-empty` or `captions-language`; what was there stays.
    """
    name = nfc(PurePath(str(getattr(file, "name", "") or label).replace("\\", "/")).name)[:255]
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if not data or len(data) > MAX_BYTES:
        raise _refused("captions-too-big" if data else "captions-empty", name)
    if not _LANGUAGE.match(language):
        raise _refused("captions-language", name)
    row = CaptionsUpload(
        recording=recording,
        language=language,
        label=label.strip()[:60] or language,
        original_name=name,
        uploaded_at=clock.now(),
    )
    row.file.save(f"{row.pk}.sent", ContentFile(data), save=False)
    with transaction.atomic():
        Recording.objects.select_for_update().get(pk=recording.pk)
        for older in recording.captions_uploads.filter(language=language):
            _remove(older)
        row.save(force_insert=True)
        jobs.enqueue(READ_TASK, str(row.pk), owner=str(recording.school_id or ""))
    return row


def take_captions(
    recording: Recording, cues: Sequence[Cue], *, language: str, label: str, notes: Sequence[str] = ()
) -> Captions:
    """Put cues that have been read in place of those of their language."""
    row = Captions(
        recording=recording,
        language=language,
        label=label,
        cues=[[cue.start, cue.end, cue.text] for cue in cues],
        notes=list(notes),
        uploaded_at=clock.now(),
    )
    row.file.save(f"{row.pk}.vtt", ContentFile(written(cues).encode()), save=False)
    with transaction.atomic():
        Recording.objects.select_for_update().get(pk=recording.pk)
        for older in recording.captions.filter(language=language):
            _remove(older)
        row.save(force_insert=True)
        note_change(recording)
    return row


def remove_captions(recording: Recording, language: str) -> None:
    """Take the captions of a language away, and a file for it that was refused; when there are none nothing happens."""
    with transaction.atomic():
        for row in recording.captions.filter(language=language):
            _remove(row)
        forget_uploads(recording, language)
        note_change(recording)


def forget_uploads(recording: Recording, language: str) -> None:
    """Take away the files for a language that wait or were refused."""
    for row in recording.captions_uploads.filter(language=language):
        _remove(row)


def _remove(row: models.Model) -> None:
    name = str(row.file.name)  # type: ignore[attr-defined]  # Captions and CaptionsUpload have one
    row.delete()
    transaction.on_commit(lambda: publications().delete(name))


def _refused(code: str, name: str) -> Problem:
    return Problem(code, status=422, title=reason_of(code, name))
