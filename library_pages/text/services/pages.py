"""Pages made from uploads."""

from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.foundation.errors import Problem
from cms.plugins.contract import ResourceType
from library_pages.catalogue import changes
from library_pages.catalogue.models import ShelfPage
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile
from library_pages.text.services.describe import title_from
from library_pages.text.services.sources import accept_upload
from library_pages.text.wording import NOT_TAKEN_HERE


def new_page_for_upload(declaration: ResourceType, shelf: ShelfPage, file: UploadedFile, user: Any) -> Any:
    """A draft page of this type with the uploaded file, which is read in the background.

    Raises:
        Problem: the file is refused; nothing is kept.
    """
    model = apps.get_model(declaration.page)
    with transaction.atomic():
        source = _accept(declaration, file, changes.school_id_at(f"{shelf.path}0001"), user)
        page = model(title=title_from(source.original_name), live=False, source=source, owner=user)
        shelf.add_child(instance=page)
        page.save_revision(user=user)
    return page


def replace_source(page: Any, file: UploadedFile, user: Any) -> SourceFile:
    """A new file in the page's draft; the published page keeps the old one.

    Raises:
        Problem: the file is refused; the draft keeps what it had.
    """
    with transaction.atomic():
        source = _accept(page.resource_type, file, page.school_id, user)
        draft = page.get_latest_revision_as_object()
        draft.source = source
        if not page.live:
            type(page).objects.filter(pk=page.pk).update(source=source)
        draft.save_revision(user=user)
    return source


def may_go_live(page: Any) -> bool:
    """Whether a file-backed page has a file that readers can open (ADR 0014)."""
    return page.source is not None and page.source.state == SourceState.READY


def _accept(declaration: ResourceType, file: UploadedFile, school_id: int | None, user: Any) -> SourceFile:
    source = accept_upload(file, name=str(file.name), school_id=school_id, user=user)
    if declaration.accepts is None or source.kind not in declaration.accepts.kinds:
        raise Problem("kind-not-taken", status=422, title=NOT_TAKEN_HERE)
    return source
