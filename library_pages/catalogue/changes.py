"""Noting that a resource has changed, for everything that keeps a copy of it."""

from typing import TYPE_CHECKING

from wagtail.models import Page

from cms.foundation import outbox
from cms.web.models import HomePage

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage


def note(page: "ResourcePage") -> None:
    """Write the outbox rows of a changed resource; belongs into the transaction of the change."""
    note_uid(str(page.uid))


def note_uid(uid: str) -> None:
    """The same by public id, when the row itself is going away."""
    for topic in outbox.topics():
        outbox.record(topic, uid)


def school_id_at(path: str) -> int | None:
    """The school in whose subtree a tree path lies; None in the shared catalogue."""
    ancestors = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
    homes = HomePage.objects.filter(path__in=ancestors, school__isnull=False).order_by("-depth")
    return homes.values_list("school_id", flat=True).first()
