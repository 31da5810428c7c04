"""What one person's day adds up to: a pure function of the events of that day (ADR 0005).

It takes a set and knows no order, so whatever was late, repeated or split in transit ends in the same figures. It needs
a little of the days around: a click is dropped for one that follows within 30 s, also past midnight, and a play that
began on an earlier day has its length so far taken off.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import zip_longest
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from analytics.enums import Kind
from cms.accounts.enums import Role

DOUBLE_CLICK: Final = timedelta(seconds=30)  # inclusive: the Code calls it the maximum (COUNTER 5.1, 7.2)
NO_ITEM: Final = UUID(int=0)
NO_CLASS: Final = 0
NO_GRADE: Final = 0
NOTHING_KNOWN: Final = 0
"""In place of the description of an item."""
_CLICKS: Final = frozenset({Kind.INVESTIGATE, Kind.REQUEST, Kind.DOWNLOAD})
_REQUESTS: Final = frozenset({Kind.REQUEST, Kind.DOWNLOAD})
_DAY_MS: Final = 24 * 3600 * 1000


class EventRow(NamedTuple):
    """The columns of an event that counting needs, in the order in which `COLUMNS` names them."""

    id: UUID
    actor: UUID
    school_id: int
    local_day: date
    local_hour: int
    occurred_at: datetime
    class_id: int | None
    class_name: str
    grade: int | None
    role: str
    kind: str
    item: UUID | None
    type_slug: str
    description_id: int | None
    value: dict[str, Any]


COLUMNS: Final = EventRow._fields


class Key(NamedTuple):
    """Whose figures: a place in the school and an item."""

    class_id: int
    class_name: str
    grade: int
    is_pupil: bool
    item: UUID
    type_slug: str
    description_id: int


class Figures(dict[str, int]):
    """An amount of each statistic, by its name."""

    def plus(self, other: Mapping[str, int], sign: int = 1) -> None:
        """Add, or take off."""
        for name, amount in other.items():
            self[name] += sign * amount

    @property
    def is_nothing(self) -> bool:
        """Whether all amounts are 0."""
        return not any(self.values())


Amounts = Iterator[tuple[Key, int]]


@dataclass(frozen=True)
class PersonEvents:
    """Events of one person as they are counted: each once, in the order of time, with some of the days around `day`."""

    events: tuple[EventRow, ...]
    day: date

    @classmethod
    def of(cls, events: Iterable[EventRow], day: date) -> Self:
        """Out of a set in any order."""
        once = {event.id: event for event in events}.values()
        return cls(tuple(sorted(once, key=lambda event: (event.occurred_at, event.id))), day)

    @cached_property
    def today(self) -> tuple[EventRow, ...]:
        """Those of the day itself."""
        return tuple(event for event in self.events if event.local_day == self.day)

    @cached_property
    def clicks(self) -> tuple[EventRow, ...]:
        """Clicks of the day that count: of two within 30 s the earlier is dropped (COUNTER 5.1, 7.2)."""
        chains: dict[tuple[str, UUID | None], list[EventRow]] = defaultdict(list)
        for event in self.events:
            if event.kind in _CLICKS:
                chains[event.kind, event.item].append(event)
        return tuple(
            event
            for chain in chains.values()
            for event, successor in zip_longest(chain, chain[1:])
            if event.local_day == self.day
            and (successor is None or successor.occurred_at - event.occurred_at > DOUBLE_CLICK)
        )


def investigations(of: PersonEvents) -> Amounts:
    """Clicks at an item or at what is said of it: a request is one too."""
    yield from ((key_of(event), 1) for event in of.clicks)


def requests(of: PersonEvents) -> Amounts:
    """How often an item was opened or downloaded."""
    yield from ((key_of(event), 1) for event in of.clicks if event.kind in _REQUESTS)


def unique_requests(of: PersonEvents) -> Amounts:
    """Items opened, each once an hour."""
    hours: set[tuple[UUID | None, int]] = set()
    for event in of.clicks:
        if event.kind in _REQUESTS and (event.item, event.local_hour) not in hours:
            hours.add((event.item, event.local_hour))
            yield key_of(event), 1


def searches(of: PersonEvents) -> Amounts:
    """Searches, whatever they found."""
    yield from ((key_of(event), 1) for event in of.today if event.kind == Kind.SEARCH)


def empty_searches(of: PersonEvents) -> Amounts:
    """Searches that found nothing."""
    searched = (event for event in of.today if event.kind == Kind.SEARCH)
    yield from ((key_of(event), 1) for event in searched if event.value["results"] == 0)


def finishes(of: PersonEvents) -> Amounts:
    """Items that came to their end, each once a day."""
    first = {event.item: event for event in reversed(of.today) if event.kind == Kind.FINISH}
    yield from ((key_of(event), 1) for event in first.values())


def milliseconds(of: PersonEvents) -> Amounts:
    """Time of reading, listening and watching, at most 24 hours.

    Reports of a page add up; each of a play tells its whole so far.
    """
    spent: dict[Key, int] = defaultdict(int)
    plays: dict[tuple[str, UUID | None], list[EventRow]] = defaultdict(list)
    for event in of.events:
        if event.kind == Kind.PAGE_PROGRESS and event.local_day == of.day:
            spent[key_of(event)] += event.value["dwell_ms"]
        elif event.kind == Kind.MEDIA_PROGRESS and event.local_day <= of.day:
            plays[event.value["play"], event.item].append(event)
    for snapshots in plays.values():
        today = [each for each in snapshots if each.local_day == of.day]
        if today:
            latest = max(today, key=lambda each: (each.value["snapshot"], each.id))
            before = max((each.value["wall_ms"] for each in snapshots if each.local_day < of.day), default=0)
            spent[key_of(latest)] += max(0, max(each.value["wall_ms"] for each in today) - before)
    left = _DAY_MS
    for key, amount in sorted(spent.items()):
        yield key, min(amount, left)
        left -= min(amount, left)


def key_of(event: EventRow) -> Key:
    """Whose figures an event adds to."""
    item = NO_ITEM if event.kind == Kind.SEARCH else event.item or NO_ITEM
    about = (
        (item, "", NOTHING_KNOWN) if item == NO_ITEM else (item, event.type_slug, event.description_id or NOTHING_KNOWN)
    )
    return Key(event.class_id or NO_CLASS, event.class_name, event.grade or NO_GRADE, event.role == Role.PUPIL, *about)
