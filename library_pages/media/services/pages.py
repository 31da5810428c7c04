from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.plugins.contract import ResourceType
from cms.web.selectors import school_id_at
from library_pages.catalogue.models import ShelfPage
from library_pages.catalogue.services.describing import title_from
from library_pages.media.models import Recording
from library_pages.media.services.uploads import accept, discard


def new_page_for_recording(
    declaration: ResourceType,
    shelf: ShelfPage,
    files: Sequence[UploadedFile[bytes]],
    user: Any,
    *,
    ordered: bool = False,
) -> Any:
    """A draft page of this type with the uploaded recording, which is prepared in the background.

    Raises:
        Problem: a file is refused; nothing is kept.
    """
    recording = _accepted(declaration, files, school_id_at(f"{shelf.path}0001"), user, ordered=ordered)
    try:
        with transaction.atomic():
            page = apps.get_model(declaration.page)(
                title=title_from(str(files[0].name)), live=False, recording=recording, owner=user
            )
            shelf.add_child(instance=page)
            page.save_revision(user=user)
    except Exception:
        discard(recording)
        raise
    return page


def replace_recording(
    page: Any, files: Sequence[UploadedFile[bytes]], user: Any, *, ordered: bool = False
) -> Recording:
    """Another recording in the page's draft; the published page keeps the old one.

    Raises:
        Problem: a file is refused; the draft keeps what it had.
    """
    recording = _accepted(page.resource_type, files, page.school_id, user, ordered=ordered)
    try:
        with transaction.atomic():
            draft = page.get_latest_revision_as_object()
            draft.recording = recording
            if not page.live:
                type(page).objects.filter(pk=page.pk).update(recording=recording)
            draft.save_revision(user=user)
    except Exception:
        discard(recording)
        raise
    return recording


def _accepted(
    declaration: ResourceType,
    files: Sequence[UploadedFile[bytes]],
    school_id: int | None,
    user: Any,
    *,
    ordered: bool,
) -> Recording:
    kinds = declaration.accepts.kinds if declaration.accepts else ()
    return accept(files, kind=kinds[0] if kinds else "", school_id=school_id, user=user, ordered=ordered)
