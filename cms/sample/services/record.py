"""Putting the recordings on the shelf: uploaded, prepared as far as they can be played, described and published."""

import mimetypes
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile

from cms.accounts.models import User
from cms.plugins import registry
from cms.sample.recordings import SampleRecording, all_recordings
from cms.sample.services.memory import GoneError, is_remembered, once, remember
from cms.sample.services.shelve import known_people, publish, work_of
from library_pages.catalogue.content import Upload
from library_pages.catalogue.models import Level, ResourcePage, ShelfPage
from library_pages.catalogue.services.content import new_page
from library_pages.media.kind import RECORDING
from library_pages.media.services.captions import put_captions
from library_pages.media.services.working import process_now

_FILM, _TO_HEAR = "video", "audiobook"


def record_everything(shelf: ShelfPage, librarian: User, levels: Mapping[str, Level]) -> dict[str, ResourcePage]:
    """All recordings, by slug; without those that were deleted by hand, or whose preparation has failed."""
    pages: dict[str, ResourcePage] = {}
    for recorded in all_recordings():
        slug = recorded.entry.slug
        try:
            page = once(f"recorded:{slug}", lambda: _upload(shelf, librarian, recorded))  # noqa: B023  (called at once)
        except GoneError:
            continue
        if not is_remembered(f"recording:{slug}"):
            remember(f"recording:{slug}", page.recording)
        if not is_remembered(f"published:{slug}"):
            _finish(page, recorded, librarian, levels)
        pages[slug] = ResourcePage.objects.get(pk=page.pk)
    return pages


def _upload(shelf: ShelfPage, librarian: User, recorded: SampleRecording) -> Any:
    slug = _FILM if recorded.is_film else _TO_HEAR
    declaration = registry.get(slug)
    if declaration is None or declaration.accepts is None:
        raise RuntimeError(f"The sample library needs the type {slug}, which is not installed.")
    data, name = recorded.file.read_bytes(), recorded.file.name
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = InMemoryUploadedFile(BytesIO(data), "files", name, kind, len(data), None)
    rule = declaration.accepts
    return new_page(declaration, RECORDING, shelf, Upload([file], rule, librarian, kind=rule.kinds[0]))


def _finish(page: Any, recorded: SampleRecording, librarian: User, levels: Mapping[str, Level]) -> None:
    known_people(recorded.entry)
    with recorded.captions.open("rb") as captions:
        put_captions(page.recording, captions, language="vi", label="Tiếng Việt")
    process_now(page.recording, until_playable=True)
    if not page.recording.is_playable:
        return  # a worker has it right now; the next load goes on here
    publish(page, recorded.entry, librarian, levels, work=work_of(recorded.book) if recorded.book else None)
