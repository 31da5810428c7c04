"""Accepting uploads, trying again, stopping, throwing away."""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.models import Revision

from cms.accounts.models import School
from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.storage import publications, remove_folder
from cms.foundation.text import nfc
from library_pages.catalogue.refusals import RefusedError
from library_pages.catalogue.services.describing import collection_of
from library_pages.media.enums import PartState, RecordingKind, RecordingState
from library_pages.media.models import Media, MediaPart, Recording
from library_pages.media.selectors.pages import pages_of
from library_pages.media.services import leases
from library_pages.media.services.sources import work_folder
from library_pages.media.sniff import refuse_strangers
from library_pages.media.wording import IN_USE, reason_of

PROBE_TASK = "library_pages.media.tasks.probe"  # name of the job that looks into a recording


def accept(
    files: Sequence[UploadedFile[bytes]], *, kind: str, school_id: int | None, user: Any, ordered: bool = False
) -> Recording:
    """Store uploads as one recording, in the given order, and queue it to be looked at after commit.

    Unless somebody has `ordered` them by hand, the numbers of their tracks may change their order then.

    Raises:
        Problem: 413 `too-big`, 422 with the code of the refusal (`wording.REASONS`); nothing is stored.
    """
    _check_count(files, kind)
    for file in files:
        _check(file)
    recording = Recording(
        kind=kind, school_id=school_id, uploaded_by=user, uploaded_at=clock.now(), ordered_by_hand=ordered
    )
    recording.metadata = {"title": title_from(_name_of(files[0]))}
    with _kept_only_if_saved() as stored:
        rows = []
        for order, file in enumerate(files):
            rows.append(_stored(file, order, recording, user))
            stored.append(str(rows[-1].file.name))
        with transaction.atomic():
            recording.save(force_insert=True)
            collection = collection_of(None if school_id is None else School.objects.get(pk=school_id))
            for row in rows:
                row.recording, row.collection = recording, collection
                row.save()
            jobs.enqueue(PROBE_TASK, str(recording.pk), owner=str(recording.school_id or ""))
    return recording


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


def discard(recording: Recording) -> None:
    """Throw away a recording with its uploads and all that was made of it.

    Raises:
        Problem: 409 `recording-in-use` while a page or a draft shows it.
    """
    if pages_of(recording) or Revision.objects.filter(content__recording=str(recording.pk)).exists():
        raise Problem("recording-in-use", status=409, title=IN_USE)
    names = [str(media.file.name) for media in recording.files.all()]
    names += [str(recording.poster.name)] if recording.poster else []
    pk = recording.pk

    def remove_files() -> None:
        for name in names:
            publications().delete(name)
        remove_folder(publications(), f"media/{pk}")
        shutil.rmtree(work_folder(pk), ignore_errors=True)

    with transaction.atomic():
        recording.files.all().delete()
        recording.delete()
        transaction.on_commit(remove_files)


def title_from(file_name: str) -> str:
    """A working title until the file has been looked at: its name without the ending."""
    return PurePath(file_name).stem.replace("_", " ").strip()[:255] or file_name[:255]


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


def _check(file: UploadedFile[bytes]) -> None:
    if (file.size or 0) > settings.MEDIA_MAX_BYTES:
        raise Problem("too-big", status=413, title=reason_of("too-big", _name_of(file)))
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


@contextlib.contextmanager
def _kept_only_if_saved() -> Iterator[list[str]]:
    """Remove stored bytes when the block fails: nobody would ever find them."""
    names: list[str] = []
    saved = False
    try:
        yield names
        saved = True
    finally:
        if not saved:
            for name in names:
                publications().delete(name)


def _wake(recording: Recording) -> None:
    for lane in MediaPart.objects.filter(recording=recording, state=PartState.PENDING).values_list("lane").distinct():
        leases.wake(lane[0])
