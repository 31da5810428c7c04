"""Events in: a batch of a device becomes one insert that leaves known ids alone (ADR 0005)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime

from analytics.calendar import local
from analytics.enums import Kind, Quality, Reason
from analytics.models import Event
from analytics.services.actors import Affiliation, Person, person_of
from analytics.services.items import Item, describe, openable
from analytics.services.times import EventTime, event_time
from analytics.services.values import NotValidError, Value, checked
from cms.accounts.reader import Reader
from cms.foundation import clock
from cms.foundation.outside import moment

MOST_EVENTS: Final = 100
_UUID_VERSION: Final = 7
_LONGEST_DEVICE: Final = 64
_WITHOUT_ITEM: Final = frozenset({Kind.SEARCH})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many events of a batch were new, known already, and put aside; the last are among neither of the others."""

    accepted: int = 0
    known: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class _ReceivedEvent:
    """An event as it was received, read as far as it can be."""

    id: UUID
    kind: Kind | None
    item: UUID | None
    client_time: datetime | None
    value: Value
    reason: Reason


def take(reader: Reader, events: Sequence[Any], *, sent_at: datetime, device: str) -> Outcome:
    """Keep what a device tells of its reader; returns after the commit.

    An event that makes no sense never turns the others away, and never comes back: it is quarantined and counted.
    What has no usable id can't even be kept. Sending a batch again changes nothing.
    """
    received_at = clock.now()
    received = [read for each in events if isinstance(each, Mapping) and (read := _read(each)) is not None]
    unusable = len(events) - len(received)
    person = person_of(reader)
    if person is None:
        return Outcome(quarantined=len(events))
    items = openable(reader, {each.item for each in received if each.item is not None})
    rows = {each.id: _row(each, person, items, sent_at, received_at, device) for each in reversed(received)}
    describe([(row, items[row.item]) for row in rows.values() if row.item and row.item in items])
    with transaction.atomic():
        known = set(Event.objects.filter(id__in=rows).values_list("id", flat=True))
        new = [row for row in reversed(rows.values()) if row.id not in known]
        # Two copies of a batch at once: the second insert finds the ids taken, and that is all.
        Event.objects.bulk_create(new, ignore_conflicts=True)
    quarantined = sum(row.quality == Quality.QUARANTINED for row in new)
    return Outcome(len(new) - quarantined, len(received) - len(new), quarantined + unusable)


def _read(fields: Mapping[str, Any]) -> _ReceivedEvent | None:
    identity = _uuid(fields.get("id"))
    if identity is None or identity.version != _UUID_VERSION:
        return None
    kind, time = _kind(fields.get("kind")), _time(fields.get("occurred_at"))
    item = _uuid(fields.get("item"))
    value: Value = {}
    reason = _fault(kind, time, fields.get("item"), item)
    if kind is not None and reason is Reason.NONE:
        try:
            value = checked(kind, fields)
        except NotValidError as fault:
            reason = fault.reason
    return _ReceivedEvent(identity, kind, item, time, value, reason)


def _fault(kind: Kind | None, time: datetime | None, named: object, item: UUID | None) -> Reason:
    if kind is None:
        return Reason.UNKNOWN_KIND
    if time is None or (named is not None and item is None) or (item is None and kind not in _WITHOUT_ITEM):
        return Reason.NOT_VALID
    return Reason.NONE


def _row(
    received: _ReceivedEvent,
    person: Person,
    items: Mapping[UUID, Item],
    sent_at: datetime,
    received_at: datetime,
    device: str,
) -> Event:
    when = EventTime(received_at, Quality.QUARANTINED, received.reason)
    if received.reason is Reason.NONE and received.client_time is not None:
        when = event_time(received.client_time, sent_at, received_at)
        if received.item is not None and received.item not in items and when.reason is Reason.NONE:
            when = EventTime(when.at, Quality.QUARANTINED, Reason.NOT_OPENABLE)
    item = items.get(received.item) if received.item else None
    affiliation = person.affiliation_on(local(when.at).date())
    row = event(
        received.id, received.kind, affiliation, item, at=when.at, received_at=received_at, value=received.value
    )
    row.item = received.item
    row.quality, row.reason = when.quality, when.reason
    row.client_time, row.sent_at, row.device = received.client_time, sent_at, device[:_LONGEST_DEVICE]
    row.skew_ms = round((received_at - sent_at).total_seconds() * 1000)
    return row


def event(
    identity: UUID,
    kind: Kind | None,
    affiliation: Affiliation,
    item: Item | None,
    *,
    at: datetime,
    received_at: datetime,
    value: Value | None = None,
) -> Event:
    """A row that is not saved yet, with day and hour by the school's clock; `items.describe` adds the description."""
    here = local(at)
    return Event(
        id=identity,
        school_id=affiliation.school_id,
        year_id=affiliation.year_id,
        class_id=affiliation.class_id,
        class_name=affiliation.class_name,
        grade=affiliation.grade,
        role=affiliation.role,
        actor=affiliation.actor,
        kind=kind.value if kind else "",
        item=item.uid if item else None,
        work_id=item.work_id if item else None,
        type_slug=item.type_slug if item else "",
        data_type=item.data_type if item else "",
        access_type=item.access_type if item else "",
        ddc=item.ddc if item else "",
        yop=item.yop if item else None,
        occurred_at=at,
        local_day=here.date(),
        local_hour=here.hour,
        received_at=received_at,
        play=(value or {}).get("play"),
        value=value or {},
    )


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _kind(value: object) -> Kind | None:
    return Kind(value) if isinstance(value, str) and value in Kind.values else None


def _time(value: object) -> datetime | None:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment(found) if found is not None else None
