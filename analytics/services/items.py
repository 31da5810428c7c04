"""What an event says of its item: taken from the catalogue at that moment (COUNTER 5.1 freezes the attributes)."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from analytics.models import Event, ItemDescription
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
    description: dict[str, Any]  # the fields of `ItemDescription`, as JSON has them


def openable(reader: Reader, uids: Collection[UUID]) -> dict[UUID, Item]:
    """Those of the items that the reader may open now, by the one access rule. Two queries, none for no items."""
    if not uids:
        return {}
    rows = access.visible(ResourcePage.objects.filter(uid__in=uids), reader)
    return {page.uid: described(page) for page in rows.select_related("level__scale").prefetch_related("subjects")}


def described(page: ResourcePage) -> Item:
    """The item of a page."""
    declaration = page.resource_type
    return Item(
        uid=page.uid,
        work_id=page.work_id,
        type_slug=page.type_slug,
        data_type=declaration.counts_as.value if declaration else "",
        access_type=_OPEN if page.effective_audience == Audience.PUBLIC else _CONTROLLED,
        ddc=page.ddc,
        yop=page.year or _NO_YEAR,
        description={
            "item": str(page.uid),
            "owner_id": page.school_id,
            "title": page.title,
            "audience": page.effective_audience,
            "language": page.language,
            "form": declaration.style.form.value if declaration else "",
            "level_id": page.level_id,
            "level": str(page.level) if page.level else "",
            "grade_from": page.grade_from,
            "grade_to": page.grade_to,
            "subjects": sorted(([each.pk, each.name] for each in page.subjects.all()), key=lambda pair: pair[::-1]),
        },
    )


def describe(events: Collection[tuple[Event, Item]]) -> None:
    """Have events that are not saved yet name what was said of their items; new descriptions are kept."""
    wanted = {_digest(item): item.description for _event, item in events}
    known = _known(wanted)
    if missing := sorted(wanted.keys() - known.keys()):
        # Two who keep the same description at once: the second finds its digest taken.
        new = [ItemDescription(digest=digest, **wanted[digest]) for digest in missing]
        ItemDescription.objects.bulk_create(new, ignore_conflicts=True)
        known |= _known(missing)
    for event, item in events:
        event.description_id = known[_digest(item)]


def _digest(item: Item) -> str:
    """The same for the same description, whatever the order of its fields."""
    return hashlib.sha256(json.dumps(item.description, sort_keys=True).encode()).hexdigest()


def _known(digests: Iterable[str]) -> dict[str, int]:
    return dict(ItemDescription.objects.filter(digest__in=list(digests)).values_list("digest", "pk"))
