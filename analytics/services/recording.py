"""Events that the library itself sees: an item looked at or opened, a search."""

from uuid import UUID

from analytics.enums import Kind
from analytics.services.actors import place_of
from analytics.services.ingest import event
from analytics.services.items import openable
from analytics.services.values import Value
from cms.accounts.reader import Reader
from cms.foundation import clock
from cms.foundation.ids import uuid7


def record(reader: Reader, kind: Kind, *, item: UUID | None = None, value: Value | None = None) -> bool:
    """Note what a reader has just done; False when nothing is counted of her, or the item is not hers to open."""
    place = place_of(reader)
    if place is None:
        return False
    found = openable(reader, {item}).get(item) if item else None
    if item is not None and found is None:
        return False
    moment = clock.now()
    event(uuid7(), kind, place, found, at=moment, received_at=moment, value=value).save(force_insert=True)
    return True
