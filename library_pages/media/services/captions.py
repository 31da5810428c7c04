"""Captions of a recording."""

import re
from typing import IO, Final

from django.core.files.base import ContentFile
from django.db import transaction

from cms.foundation import clock
from cms.foundation.errors import Problem
from cms.foundation.storage import publications
from library_pages.media.captions import parser
from library_pages.media.models import Captions, Recording
from library_pages.media.services.notes import note_change
from library_pages.media.wording import reason_of

_MAX_BYTES: Final = 5 << 20
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?\Z")  # the part of BCP 47 that captions need


def put_captions(recording: Recording, file: IO[bytes], *, language: str, label: str) -> Captions:
    """Take captions (WebVTT or SubRip; UTF-8, UTF-16 or Windows-1258) in place of those of this language.

    Raises:
        Problem: 422 with the code of the refusal; what was there stays.
    """
    file.seek(0)
    data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise _refused("captions-too-big")
    if not _LANGUAGE.match(language):
        raise _refused("captions-language")
    try:
        cues = parser.parse(parser.decoded(data))
    except parser.CaptionsError as error:
        raise _refused(str(error)) from error
    row = Captions(
        recording=recording,
        language=language,
        label=label.strip()[:60] or language,
        cues=[[cue.start, cue.end, cue.text] for cue in cues],
        uploaded_at=clock.now(),
    )
    row.file.save(f"{row.pk}.vtt", ContentFile(parser.written(cues).encode()), save=False)
    with transaction.atomic():
        Recording.objects.select_for_update().get(pk=recording.pk)
        for older in recording.captions.filter(language=language):
            _remove(older)
        row.save(force_insert=True)
        note_change(recording)
    return row


def remove_captions(recording: Recording, language: str) -> None:
    """Take the captions of a language away; when there are none nothing happens."""
    with transaction.atomic():
        for row in recording.captions.filter(language=language):
            _remove(row)
        note_change(recording)


def _remove(row: Captions) -> None:
    name = str(row.file.name)
    row.delete()
    transaction.on_commit(lambda: publications().delete(name))


def _refused(code: str) -> Problem:
    return Problem(code, status=422, title=reason_of(code))
