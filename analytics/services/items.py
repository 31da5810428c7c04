"""What an event says of its item: taken from the catalogue at that moment (COUNTER 5.1 freezes the attributes)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cms.accounts.reader import Reader
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage

_OPEN, _CONTROLLED = "Open", "Controlled"
_NO_YEAR: Final = 1  # COUNTER's 0001


@dataclass(frozen=True, slots=True)
class Item:
    """An item as events name it."""

    uid: UUID
    work_id: int | None
    type_slug: str
    data_type: str
    access_type: str
    ddc: str
    yop: int


def openable(reader: Reader, uids: Collection[UUID]) -> dict[UUID, Item]:
    """Those of the items that the reader may open now, by the one access rule. One query, none for no items."""
    if not uids:
        return {}
    rows = access.visible(ResourcePage.objects.filter(uid__in=uids), reader)
    return {page.uid: described(page) for page in rows.only("uid", "work_id", "type_slug", "audience", "ddc", "year")}


def described(page: ResourcePage) -> Item:
    """The item of a page."""
    declaration = page.resource_type
    return Item(
        uid=page.uid,
        work_id=page.work_id,
        type_slug=page.type_slug,
        data_type=declaration.counts_as.value if declaration else "",
        access_type=_OPEN if page.audience == Audience.PUBLIC else _CONTROLLED,
        ddc=page.ddc,
        yop=page.year or _NO_YEAR,
    )
