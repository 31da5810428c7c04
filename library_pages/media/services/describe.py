"""Taking over what the files of a recording say of themselves into the drafts of its pages."""

from typing import Any

from django.db import transaction

from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.services.describing import fill_draft, title_from
from library_pages.media.models import Recording
from library_pages.media.selectors.pages import pages_of


def describe_drafts_of(recording: Recording) -> int:
    """Fill what is still empty in every unpublished page of this recording; the number of pages filled."""
    drafts = [page for page in pages_of(recording) if not page.live]
    for page in drafts:
        describe_draft(page, recording)
    return len(drafts)


def describe_draft(page: ResourcePage, recording: Recording, user: Any = None) -> None:
    """Fill what is still empty in a page's newest draft; the published page stays as it is."""
    first = recording.files.order_by("order").first()
    working_title = title_from(first.original_name) if first else ""
    with transaction.atomic():
        draft = page.get_latest_revision_as_object()
        fill_draft(draft, recording.metadata, working_title=working_title, picture=recording.poster, user=user)
