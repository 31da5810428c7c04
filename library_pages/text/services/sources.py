"""Accepting uploads, trying again, throwing away."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.models import Revision

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.storage import publications
from cms.foundation.text import nfc
from library_pages.catalogue.refusals import RefusedError
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile
from library_pages.text.selectors import INGEST_TASK, pages_of
from library_pages.text.services import packages
from library_pages.text.sniff import sniff
from library_pages.text.wording import IN_USE, reason_of


def accept_upload(file: UploadedFile[bytes], *, name: str, school_id: int | None, user: Any) -> SourceFile:
    """Store an upload and queue it to be read after commit.

    Raises:
        Problem: the file is not what we take; nothing is stored.
    """
    source = store_upload(file, name=name, school_id=school_id, user=user)
    with kept_only_if_saved(source), transaction.atomic():
        enlist(source)
    return source


def store_upload(
    file: UploadedFile[bytes],
    *,
    name: str,
    school_id: int | None,
    user: Any,
    kinds: Collection[str] | None = None,
    max_bytes: int | None = None,
) -> SourceFile:
    """Look into an upload and store its bytes; the row is not saved yet, `enlist` does that.

    Apart from it, so that no transaction is open while hundreds of megabytes are copied.

    Raises:
        Problem: 413 `too-big`, 422 with the code of the refusal (`wording.REASONS`); nothing is stored.
    """
    original_name = nfc(PurePath(name.replace("\\", "/")).name)[:255]
    if (file.size or 0) > (max_bytes or settings.UPLOAD_MAX_BYTES):
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
    return source


def enlist(source: SourceFile) -> None:
    """Save a stored upload and queue it; belongs into the caller's transaction."""
    source.save(force_insert=True)
    jobs.enqueue(INGEST_TASK, str(source.pk), owner=str(source.school_id or ""))


@contextmanager
def kept_only_if_saved(source: SourceFile) -> Iterator[None]:
    """Remove the stored bytes when the block fails: nobody would ever find them."""
    saved = False
    try:
        yield
        saved = True
    finally:
        if not saved:
            source.file.storage.delete(str(source.file.name))


def retry(source: SourceFile) -> None:
    """Queue a failed source once more; anything else is left as it is."""
    with transaction.atomic():
        changed = SourceFile.objects.filter(pk=source.pk, state=SourceState.FAILED).update(
            state=SourceState.QUEUED, failure_code="", failure_detail=""
        )
        if changed:
            jobs.enqueue(INGEST_TASK, str(source.pk), owner=str(source.school_id or ""))


def discard(source: SourceFile) -> None:
    """Throw away a source with its package, cover and upload.

    Raises:
        Problem: 409 `source-in-use` while a page or a draft shows it.
    """
    if pages_of(source) or Revision.objects.filter(content__source=str(source.pk)).exists():
        raise Problem("source-in-use", status=409, title=IN_USE)
    storage = publications()
    names = [name for name in (source.file.name, source.cover.name) if name]
    folder = source.package

    def remove_files() -> None:
        packages.remove_package(storage, folder)
        for name in names:
            storage.delete(name)

    with transaction.atomic():
        source.delete()
        transaction.on_commit(remove_files)
