"""Accepting uploads and trying again."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.foundation import clock, jobs
from cms.foundation.text import nfc
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile
from library_pages.text.sniff import sniff

INGEST_TASK = "library_pages.text.tasks.ingest"


def accept_upload(file: UploadedFile, *, name: str, school_id: int | None, user: Any) -> SourceFile:
    """Store an upload and queue it to be read after commit.

    Raises:
        Problem: the file is not what we take; nothing is stored.
    """
    original_name = nfc(PurePath(name).name)[:255]
    found = sniff(file, original_name)
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    with transaction.atomic():
        source = SourceFile(
            school_id=school_id,
            uploaded_by=user,
            original_name=original_name,
            kind=found.kind,
            media_type=found.media_type,
            size=size,
            sha256=digest.hexdigest(),
            uploaded_at=clock.now(),
        )
        source.file.save(original_name, file, save=False)
        source.save(force_insert=True)
        jobs.enqueue(INGEST_TASK, str(source.pk))
    return source


def retry(source: SourceFile) -> None:
    """Queue a failed source once more; anything else is left as it is."""
    with transaction.atomic():
        changed = SourceFile.objects.filter(pk=source.pk, state=SourceState.FAILED).update(
            state=SourceState.QUEUED, failure_code="", failure_detail=""
        )
        if changed:
            jobs.enqueue(INGEST_TASK, str(source.pk))
