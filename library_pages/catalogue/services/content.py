"""What the catalogue does with the content of pages, whatever its kind."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, Revision

from cms.foundation.errors import Problem
from cms.plugins.contract import ResourceType
from cms.web.selectors import school_id_at
from library_pages.catalogue import changes
from library_pages.catalogue.content import C, ContentKind, StoredUpload, Upload, kind_of
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import in_revision, pages_of
from library_pages.catalogue.services.describing import fill_draft, title_from


def new_page(
    declaration: ResourceType,
    kind: ContentKind[Any],
    shelf: Page,
    upload: Upload,
    fields: Mapping[str, Any] | None = None,
) -> Any:
    """A draft page of this type with an uploaded content, which is made ready in the background.

    `shelf` is the parent where the type is that of a part.
    `fields` are what the page needs besides.

    Raises:
        Problem: a file is refused; nothing is kept.
        ValidationError: the page's fields are; nothing is kept.
    """
    with _stored(kind, upload, school_id_at(f"{shelf.path}0001")) as content:
        page = apps.get_model(declaration.page)(
            title=title_from(str(upload.files[0].name)),
            live=False,
            owner=upload.user,
            **{kind.field: content},
            **(fields or {}),
        )
        shelf.add_child(instance=page)
        page.save_revision(user=upload.user)
    return page


def replace(page: Any, kind: ContentKind[Any], upload: Upload) -> Any:
    """Another content in the page's draft; the published page keeps the old one.

    Returns:
        The new content.

    Raises:
        Problem: a file is refused; the draft keeps what it had.
    """
    with _stored(kind, upload, page.school_id) as content:
        draft = page.get_latest_revision_as_object()
        setattr(draft, kind.field, content)
        if not page.live:
            type(page).objects.filter(pk=page.pk).update(**{kind.field: content})
        draft.save_revision(user=upload.user)
    return content


@contextmanager
def _stored(kind: ContentKind[Any], upload: Upload, school_id: int | None) -> Iterator[Any]:
    # No transaction is open while hundreds of megabytes are copied.
    with kept_only_if_saved(kind.store(upload, school_id)) as stored, transaction.atomic():
        stored.save()
        yield stored.content


@contextmanager
def kept_only_if_saved(stored: StoredUpload[C]) -> Iterator[StoredUpload[C]]:
    """Remove the stored bytes when the block fails."""
    saved = False
    try:
        yield stored
        saved = True
    finally:
        if not saved:
            stored.remove()


def retitle(content: Model, titles: Sequence[str]) -> None:
    """Give the entries of a content's table these titles, in reading order."""
    with transaction.atomic():
        kind_of(type(content)).retitle(content, titles)
        note_change(content)


def describe_drafts_of(content: Model) -> int:
    """Fill what is still empty in every unpublished page of this content; the number of pages filled."""
    drafts = [page for page in pages_of(content) if not page.live]
    for page in drafts:
        describe_draft(page, content)
    return len(drafts)


def describe_draft(page: ResourcePage, content: Model, user: Any = None) -> None:
    """Fill what is still empty in a page's newest draft; the published page stays as it is."""
    with transaction.atomic():
        fill_draft(page.get_latest_revision_as_object(), kind_of(type(content)).description(content), user=user)


def note_change(content: Model) -> None:
    """Have published pages of a content indexed again; belongs into the transaction of the change."""
    for page in pages_of(content):
        if page.live:
            changes.note(page)


def discard(content: Model) -> None:
    """Throw away a content with all that belongs to it.

    Raises:
        Problem: 409 `content-in-use` while a page or a draft shows it.
    """
    kind = kind_of(type(content))
    if pages_of(content) or Revision.objects.filter(**{f"content__{kind.field}": in_revision(content)}).exists():
        raise Problem("content-in-use", status=409, title=kind.words.in_use)
    with transaction.atomic():
        kind.remove(content)
