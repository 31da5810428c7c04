"""Taking over what a file says of itself into the drafts of its pages."""

from typing import Any

from django.db import transaction

from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.services.describing import fill_draft, title_from
from library_pages.text.models import SourceFile
from library_pages.text.selectors import pages_of


def describe_drafts_of(source: SourceFile) -> int:
    """Fill what is still empty in every unpublished page of this source; the number of pages filled."""
    drafts = [page for page in pages_of(source) if not page.live]
    for page in drafts:
        describe_draft(page, source)
    return len(drafts)


def describe_draft(page: ResourcePage, source: SourceFile, user: Any = None) -> None:
    """Fill what is still empty in a page's newest draft; the published page stays as it is."""
    with transaction.atomic():
        draft = page.get_latest_revision_as_object()
        working_title = title_from(source.original_name)
        fill_draft(draft, source.metadata, working_title=working_title, picture=source.cover, user=user)
