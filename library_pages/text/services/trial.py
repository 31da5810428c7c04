"""Tries a book or document without keeping it: uploads it, reads it, reports what became of it, deletes it."""

from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from cms.foundation.errors import Problem
from library_pages.catalogue.services.content import discard
from library_pages.catalogue.trials import Outcome, trials
from library_pages.text.enums import SourceState, SourceWarning
from library_pages.text.models import SourceFile
from library_pages.text.services.ingest import ingest_now
from library_pages.text.services.sources import accept_upload

_OF_OTHERS: Final = frozenset({"kind-unknown", "kind-sound"})  # refusals that say no more than that it is no document


def try_document(file: Path) -> Outcome:
    """What becomes of it as an e-book or document."""
    with file.open("rb") as stream:
        upload = UploadedFile(stream, file.name, size=file.stat().st_size)
        try:
            source = accept_upload(upload, name=file.name, school_id=None, user=None)
        except Problem as problem:
            said = f"{problem.title} {problem.detail}".strip()
            return Outcome(refusal=problem.code, sentences=(said,), is_recognised=problem.code not in _OF_OTHERS)
    try:
        ingest_now(source)
        return _outcome(source)
    finally:
        discard(source)


trials.add(try_document, order=50)  # its refusal is the one that is said of what nobody takes


def _outcome(source: SourceFile) -> Outcome:
    if source.state != SourceState.READY:
        return Outcome(source.media_type, source.failure_code, (str(source.failure),))
    return Outcome(
        taken_for=source.media_type,
        sentences=tuple(str(SourceWarning(code).label) for code in source.warnings),
        passages=source.passages.count(),
        has_cover=bool(source.cover),
    )
