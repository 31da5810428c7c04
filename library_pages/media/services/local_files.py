"""The uploaded files where ffmpeg can open them."""

import re
import shutil
import uuid
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Q

from cms.foundation.storage import publications
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import PartState, RecordingState
from library_pages.media.models import Media, Recording

_OURS: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def work_folder(recording_id: object) -> Path:
    """Where a recording's unfinished things lie on this machine."""
    return Path(settings.MEDIA_WORK_DIR) / str(recording_id)


def tidy() -> None:
    """Remove from this machine what belongs to recordings on which nobody works any more."""
    folder = Path(settings.MEDIA_WORK_DIR)
    names = [path.name for path in folder.iterdir() if _OURS.fullmatch(path.name)] if folder.is_dir() else []
    if not names:
        return
    # While a recording is looked at it has no parts yet.
    early = Q(state__in=[RecordingState.UPLOADED, RecordingState.PROBING])
    at_work = Q(parts__state__in=[PartState.PENDING, PartState.RUNNING], cancelled=False)
    busy = Recording.objects.filter(early | at_work, pk__in=names).values_list("pk", flat=True)
    for name in set(names) - {str(pk) for pk in busy}:
        shutil.rmtree(folder / name, ignore_errors=True)


def local_file(media: Media) -> Path:
    """The file of an upload on this machine; from an object store it is fetched once.

    Raises:
        RefusedError: `file-gone`.
    """
    storage, name = publications(), str(media.file.name)
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        return _fetched(media)
    if not path.is_file():
        raise RefusedError("file-gone", name)
    return path


def _fetched(media: Media) -> Path:
    folder = work_folder(media.recording_id)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"source-{media.pk}"
    if target.is_file() and target.stat().st_size == media.size:
        return target
    partial = target.with_suffix(f".{uuid.uuid4().hex}.part")
    try:
        with media.file.open("rb") as stored, partial.open("wb") as local:
            shutil.copyfileobj(stored, local, 1 << 20)
    except FileNotFoundError as error:
        raise RefusedError("file-gone", str(media.file.name)) from error
    return partial.replace(target)
