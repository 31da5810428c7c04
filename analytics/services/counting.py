"""What one person's day adds up to: a pure function of the events of that day (ADR 0005).

It takes a set and knows no order, so whatever was late, repeated or split in transit ends in the same figures. It needs
a little of the days around: a click is dropped for one that follows within 30 s, also past midnight, and a play that
began on an earlier day has its length so far taken off.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
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


class Told(NamedTuple):
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


COLUMNS: Final = Told._fields


class Key(NamedTuple):
    """Whose figures: a place in the school and an item."""

    class_id: int
    class_name: str
    grade: int
    is_pupil: bool
    item: UUID
    type_slug: str
    description_id: int


@dataclass(slots=True)
class Figures:
    """The columns of `analytics.models.Fact`."""

    investigations: int = 0
    requests: int = 0
    unique_requests: int = 0
    milliseconds: int = 0
    finishes: int = 0
    searches: int = 0
    empty_searches: int = 0

    def plus(self, other: Self, sign: int = 1) -> None:
        """Add, or take off."""
        for name in FIGURES:
            setattr(self, name, getattr(self, name) + sign * getattr(other, name))

    def __bool__(self) -> bool:
        return any(astuple(self))


FIGURES: Final = tuple(Figures.__dataclass_fields__)


def counted(events: Iterable[Told], day: date) -> dict[Key, Figures]:
    """The figures of `day` out of one person's events of that day, the 30 s after, and all of that day's plays."""
    told = sorted(set_of(events), key=lambda event: (event.occurred_at, event.id))
    sums: dict[Key, Figures] = defaultdict(Figures)
    _count_clicks(told, day, sums)
    today = [event for event in told if event.local_day == day]
    for event in today:
        if event.kind == Kind.SEARCH:
            sums[_key(event)].searches += 1
            sums[_key(event)].empty_searches += event.value["results"] == 0
    for event in {event.item: event for event in reversed(today) if event.kind == Kind.FINISH}.values():
        sums[_key(event)].finishes += 1
    left = _DAY_MS
    for key, spent in sorted(_times(told, day).items()):
        sums[key].milliseconds = min(spent, left)  # a day has 24 hours
        left -= sums[key].milliseconds
    return {key: figures for key, figures in sums.items() if figures}


def set_of(events: Iterable[Told]) -> Iterator[Told]:
    return iter({event.id: event for event in events}.values())


def _count_clicks(told: list[Told], day: date, sums: dict[Key, Figures]) -> None:
    chains: dict[tuple[str, UUID | None], list[Told]] = defaultdict(list)
    for event in told:
        if event.kind in _CLICKS:
            chains[event.kind, event.item].append(event)
    hours: set[tuple[UUID | None, int]] = set()
    for (kind, item), chain in chains.items():
        for event, successor in zip_longest(chain, chain[1:]):
            if event.local_day != day:
                continue
            if successor is not None and successor.occurred_at - event.occurred_at <= DOUBLE_CLICK:
                continue  # the earlier of the two is dropped
            figures = sums[_key(event)]
            figures.investigations += 1  # a request is an investigation too
            if kind in _REQUESTS:
                figures.requests += 1
                figures.unique_requests += (item, event.local_hour) not in hours
                hours.add((item, event.local_hour))


def _times(told: list[Told], day: date) -> dict[Key, int]:
    """Milliseconds of reading, listening and watching: reports of a page add up, those of a play tell its whole."""
    spent: dict[Key, int] = defaultdict(int)
    plays: dict[tuple[str, UUID | None], list[Told]] = defaultdict(list)
    for event in told:
        if event.kind == Kind.PAGE_PROGRESS and event.local_day == day:
            spent[_key(event)] += event.value["dwell_ms"]
        elif event.kind == Kind.MEDIA_PROGRESS and event.local_day <= day:
            plays[event.value["play"], event.item].append(event)
    for snapshots in plays.values():
        today = [each for each in snapshots if each.local_day == day]
        if today:
            latest = max(today, key=lambda each: (each.value["snapshot"], each.id))
            before = max((each.value["wall_ms"] for each in snapshots if each.local_day < day), default=0)
            spent[_key(latest)] += max(0, max(each.value["wall_ms"] for each in today) - before)
    return spent


def _key(event: Told) -> Key:
    item = NO_ITEM if event.kind == Kind.SEARCH else event.item or NO_ITEM
    about = (
        (item, "", NOTHING_KNOWN) if item == NO_ITEM else (item, event.type_slug, event.description_id or NOTHING_KNOWN)
    )
    return Key(event.class_id or NO_CLASS, event.class_name, event.grade or NO_GRADE, event.role == Role.PUPIL, *about)
