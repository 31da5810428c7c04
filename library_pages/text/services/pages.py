from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.plugins.contract import ResourceType
from cms.web.selectors import school_id_at
from library_pages.catalogue.models import ShelfPage
from library_pages.catalogue.services.describing import title_from
from library_pages.text.models import SourceFile
from library_pages.text.services.sources import enlist, kept_only_if_saved, store_upload


def new_page_for_upload(declaration: ResourceType, shelf: ShelfPage, file: UploadedFile[bytes], user: Any) -> Any:
    """A draft page of this type with the uploaded file, which is read in the background.

    Raises:
        Problem: the file is refused; nothing is kept.
    """
    model = apps.get_model(declaration.page)
    source = _stored(declaration, file, school_id_at(f"{shelf.path}0001"), user)
    with kept_only_if_saved(source), transaction.atomic():
        enlist(source)
        page = model(title=title_from(source.original_name), live=False, source=source, owner=user)
        shelf.add_child(instance=page)
        page.save_revision(user=user)
    return page


def replace_source(page: Any, file: UploadedFile[bytes], user: Any) -> SourceFile:
    """A new file in the page's draft; the published page keeps the old one.

    Raises:
        Problem: the file is refused; the draft keeps what it had.
    """
    source = _stored(page.resource_type, file, page.school_id, user)
    with kept_only_if_saved(source), transaction.atomic():
        enlist(source)
        draft = page.get_latest_revision_as_object()
        draft.source = source
        if not page.live:
            type(page).objects.filter(pk=page.pk).update(source=source)
        draft.save_revision(user=user)
    return source


def _stored(declaration: ResourceType, file: UploadedFile[bytes], school_id: int | None, user: Any) -> SourceFile:
    rule = declaration.accepts
    return store_upload(
        file,
        name=str(file.name),
        school_id=school_id,
        user=user,
        kinds=rule.kinds if rule else (),
        max_bytes=rule.max_bytes if rule else None,
    )
