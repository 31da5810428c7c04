"""Accepting uploads and trying again."""

import hashlib
from collections.abc import Collection
from functools import partial
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.text import nfc
from library_pages.catalogue.content import StoredUpload
from library_pages.catalogue.refusals import RefusedError
from library_pages.catalogue.services.content import kept_only_if_saved
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile
from library_pages.text.selectors import INGEST_TASK
from library_pages.text.sniff import sniff
from library_pages.text.wording import reason_of


def accept_upload(file: UploadedFile[bytes], *, name: str, school_id: int | None, user: Any) -> SourceFile:
    """Store an upload and queue it to be read after commit.

    Raises:
        Problem: the file is not what we take; nothing is stored.
    """
    with kept_only_if_saved(store_upload(file, name=name, school_id=school_id, user=user)) as stored:
        with transaction.atomic():
            stored.save()
        return stored.content


def store_upload(
    file: UploadedFile[bytes],
    *,
    name: str,
    school_id: int | None,
    user: Any,
    kinds: Collection[str] | None = None,
    max_bytes: int | None = None,
) -> StoredUpload[SourceFile]:
    """Look into an upload and store its bytes; kinds and bytes that a type does not limit are those of the library.

    Raises:
        Problem: 413 `too-big`, 422 with the code of the refusal (`wording.REASONS`); nothing is stored.
    """
    original_name = nfc(PurePath(name.replace("\\", "/")).name)[:255]
    if (file.size or 0) > (settings.UPLOAD_MAX_BYTES if max_bytes is None else max_bytes):
        raise Problem("too-big", status=413, title=reason_of("too-big"))
    try:
        found = sniff(file, original_name)
    except RefusedError as refusal:
        raise Problem(refusal.code, status=422, title=reason_of(refusal.code)) from refusal
    if kinds is not None and found.kind not in kinds:
        raise Problem("kind-not-taken", status=422, title=reason_of("kind-not-taken"))
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
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
    return StoredUpload(source, partial(_save, source), partial(source.file.storage.delete, str(source.file.name)))


def _save(source: SourceFile) -> None:
    source.save(force_insert=True)
    jobs.enqueue(INGEST_TASK, str(source.pk), owner=str(source.school_id or ""))


def retry(source: SourceFile) -> None:
    """Queue a failed source once more; anything else is left as it is."""
    with transaction.atomic():
        changed = SourceFile.objects.filter(pk=source.pk, state=SourceState.FAILED).update(
            state=SourceState.QUEUED, failure_code="", failure_detail=""
        )
        if changed:
            jobs.enqueue(INGEST_TASK, str(source.pk), owner=str(source.school_id or ""))
