"""Accepting uploads, trying again and stopping."""

import contextlib
import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.accounts.models import School
from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.storage import publications
from cms.foundation.text import nfc
from library_pages.catalogue.content import StoredUpload
from library_pages.catalogue.refusals import RefusedError
from library_pages.catalogue.services.content import kept_only_if_saved
from library_pages.catalogue.services.describing import collection_of, title_from
from library_pages.media.enums import PartState, RecordingKind, RecordingState
from library_pages.media.models import Media, MediaPart, Recording
from library_pages.media.pipeline.sniff import refuse_strangers
from library_pages.media.services import leases
from library_pages.media.wording import reason_of

PROBE_TASK = "library_pages.media.tasks.probe"  # name of the job that looks into a recording


def accept(
    files: Sequence[UploadedFile[bytes]], *, kind: str, school_id: int | None, user: Any, ordered: bool = False
) -> Recording:
    """Store uploads as one recording and queue it to be looked at after commit.

    Raises:
        Problem: as `store`.
    """
    with kept_only_if_saved(store(files, kind=kind, school_id=school_id, user=user, ordered=ordered)) as stored:
        with transaction.atomic():
            stored.save()
        return stored.content


def store(
    files: Sequence[UploadedFile[bytes]],
    *,
    kind: str,
    school_id: int | None,
    user: Any,
    ordered: bool = False,
    max_bytes: int | None = None,
) -> StoredUpload[Recording]:
    """Keep the bytes of uploads that are one recording, in the given order.

    Unless somebody has `ordered` them by hand, the numbers of their tracks may change their order later.

    Raises:
        Problem: 413 `too-big`, 422 with the code of the refusal (`wording.REASONS`); nothing is stored.
    """
    _check_count(files, kind)
    for file in files:
        _check(file, settings.MEDIA_MAX_BYTES if max_bytes is None else max_bytes)
    recording = Recording(
        kind=kind, school_id=school_id, uploaded_by=user, uploaded_at=clock.now(), ordered_by_hand=ordered
    )
    recording.metadata = {"title": title_from(_name_of(files[0]))}
    rows: list[Media] = []
    stored = StoredUpload(recording, partial(_save, recording, rows), partial(_remove, rows))
    with contextlib.ExitStack() as undone:
        undone.callback(stored.remove)
        for order, file in enumerate(files):
            rows.append(_stored(file, order, recording, user))
        undone.pop_all()
    return stored


def _save(recording: Recording, rows: Sequence[Media]) -> None:
    recording.save(force_insert=True)
    school = recording.school_id
    collection = collection_of(None if school is None else School.objects.get(pk=school))
    for row in rows:
        row.recording, row.collection = recording, collection
        row.save()
    jobs.enqueue(PROBE_TASK, str(recording.pk), owner=str(recording.school_id or ""))


def _remove(rows: Sequence[Media]) -> None:
    for row in rows:
        publications().delete(str(row.file.name))


def retry(recording: Recording) -> None:
    """Begin once more with what failed or was stopped; what is done already stays."""
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        again = locked.parts.filter(profile=locked.profile, state=PartState.FAILED).update(
            state=PartState.PENDING, attempt=0, not_before=None, error_code="", error_detail=""
        )
        if locked.state != RecordingState.FAILED and not locked.cancelled and not again:
            return
        locked.cancelled, locked.failure_code, locked.failure_file, locked.failure_detail = False, "", "", ""
        locked.warnings = [code for code in locked.warnings if code != "partial"]
        begun = locked.parts.filter(profile=locked.profile).exists()
        if not locked.is_playable:
            locked.state = RecordingState.ENCODING if begun else RecordingState.UPLOADED
        elif again:
            locked.state = RecordingState.PLAYABLE
        locked.save()
        if begun:
            transaction.on_commit(lambda: _wake(locked), robust=True)
        else:
            jobs.enqueue(PROBE_TASK, str(locked.pk), owner=str(locked.school_id or ""))
    recording.refresh_from_db()


def cancel(recording: Recording) -> None:
    """Stop the work on a recording; what can be played already stays playable. The last encoder ends within 2 s."""
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if locked.state == RecordingState.COMPLETE:
            return
        locked.cancelled = True
        if not locked.is_playable:
            locked.state, locked.failure_code = RecordingState.FAILED, "cancelled"
        locked.save(update_fields=["cancelled", "state", "failure_code"])
    recording.refresh_from_db()


def _check_count(files: Sequence[UploadedFile[bytes]], kind: str) -> None:
    code = ""
    if not files:
        code = "nothing-sent"
    elif kind == RecordingKind.VIDEO and len(files) > 1:
        code = "one-video"
    elif len(files) > settings.MEDIA_MAX_FILES:
        code = "too-many-files"
    if code:
        raise Problem(code, status=422, title=reason_of(code))


def _check(file: UploadedFile[bytes], max_bytes: int) -> None:
    if (file.size or 0) > max_bytes:
        raise Problem("too-big", status=413, title=reason_of("too-big", _name_of(file), max_bytes=max_bytes))
    try:
        refuse_strangers(file)
    except RefusedError as refusal:
        raise Problem(refusal.code, status=422, title=reason_of(refusal.code, _name_of(file))) from refusal


def _name_of(file: UploadedFile[bytes]) -> str:
    return nfc(PurePath(str(file.name).replace("\\", "/")).name)[:255]


def _stored(file: UploadedFile[bytes], order: int, recording: Recording, user: Any) -> Media:
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    name = _name_of(file)
    row = Media(
        title=title_from(name),
        type=recording.kind,
        order=order,
        original_name=name,
        sha256=digest.hexdigest(),
        size=size,
        uploaded_by_user=user,
    )
    row.file.save(name, file, save=False)
    return row


def _wake(recording: Recording) -> None:
    for lane in MediaPart.objects.filter(recording=recording, state=PartState.PENDING).values_list("lane").distinct():
        leases.wake(lane[0])
