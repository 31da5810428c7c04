"""Records changed resources in the outbox for the indexes that keep copies, and tells ports of withdrawn ones."""

from typing import TYPE_CHECKING

from cms.foundation import outbox
from library_pages.catalogue import access, ports

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from library_pages.catalogue.models import ResourcePage


def note(page: "ResourcePage") -> None:
    """Write the outbox rows of a changed resource; belongs into the transaction of the change."""
    note_uid(str(page.uid))


def note_uid(uid: str) -> None:
    """The same by public id, when the row itself is going away."""
    for topic in outbox.topics():
        outbox.record(topic, uid)


def reach_of(pages: "QuerySet[ResourcePage]") -> str:
    """The token under which the one page is open as it is stored; empty for one that is not published or not there."""
    stored = pages.filter(live=True).only("audience", "school", "live").first()
    return access.token_of(stored) if stored else ""


def tell_if_withdrawn(page: "ResourcePage", before: str) -> None:
    """Tell the layers above when somebody could open a page before who can't now."""
    after = access.token_of(page) if page.live else ""
    if before and after not in {before, "public"}:
        for tell in ports.on_withdrawn:
            tell(page)
