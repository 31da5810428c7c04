"""Writing facts: a person's day is set to what it adds up to, and what that changes is added to all other sums."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Q

from analytics.calendar import Week
from analytics.counting import COLUMNS, NO_ITEM, EventRow, Figures, Key
from analytics.enums import Kind, Quality
from analytics.models import ClassDay, Event, Fact, ReaderDay, ReaderWeek, TitleDay
from analytics.statistics import READING, STORED, counted, nothing

_BATCH: Final = 200


class PersonDay(NamedTuple):
    """One person's day in a school."""

    school_id: int
    actor: UUID
    day: date


Sums = dict[tuple[object, ...], Figures]
_READER_DAY: Final = ("school_id", "actor", "day", *Key._fields)
_SUMS: Final[dict[type[Fact], tuple[str, ...]]] = {
    ReaderWeek: ("school_id", "week", "actor", "class_id", "is_pupil"),
    TitleDay: ("school_id", "day", "item", "type_slug", "description_id", "is_pupil"),
    ClassDay: ("school_id", "day", "class_id", "class_name", "grade", "is_pupil", "type_slug"),
}


def touched_by(events: Collection[EventRow], *, up_to: int) -> set[PersonDay]:
    """The days whose figures these events may change."""
    days: set[PersonDay] = set()
    for event in events:
        here = PersonDay(event.school_id, event.actor, event.local_day)
        days.add(here)
        if event.local_hour == 0 and event.occurred_at.minute == 0:
            days.add(here._replace(day=event.local_day - timedelta(days=1)))  # a click drops the one before midnight
    plays = {event.value["play"] for event in events if event.kind == Kind.MEDIA_PROGRESS}
    if plays:
        # A play that goes on over days: what is late for one of them changes what the next ones take off.
        rows = _counting(up_to).filter(play__in=plays).values_list("school_id", "actor", "local_day").distinct()
        days |= {PersonDay(*row) for row in rows}
    return days


def write(days: Collection[PersonDay], *, up_to: int) -> None:
    """Bring the facts of these days up to the events of sequence number `up_to`; belongs into a transaction."""
    wanted = _counted(days, up_to)
    present = _present(days)
    changed = {key: figures for key, figures in wanted.items() if key not in present or present[key] != figures}
    gone = present.keys() - wanted.keys()
    if not changed and not gone:
        return
    for model, names in _SUMS.items():
        _add(model, names, _deltas(names, present, changed, gone))
    read = {key for key, figures in changed.items() if _reading(figures) != _reading(present.get(key, nothing()))}
    _store(ReaderDay, _READER_DAY, {key: changed[key] for key in read}, read_seq=up_to)
    _store(ReaderDay, _READER_DAY, {key: changed[key] for key in changed.keys() - read})
    _delete(ReaderDay, _READER_DAY, gone)


def _reading(figures: Figures) -> tuple[int, ...]:
    return tuple(figures[name] for name in READING)


def _counted(days: Collection[PersonDay], up_to: int) -> Sums:
    by_person: dict[UUID, list[EventRow]] = defaultdict(list)
    for event in _near(days, up_to):
        by_person[event.actor].append(event)
    sums: Sums = {}
    for person_day in days:
        for key, figures in counted(by_person[person_day.actor], person_day.day).items():
            sums[(*person_day, *key)] = figures
    return sums


def _near(days: Collection[PersonDay], up_to: int) -> list[EventRow]:
    dates = {each.day for each in days}
    around = dates | {day + timedelta(days=1) for day in dates}
    rows = _counting(up_to).filter(actor__in={each.actor for each in days}, local_day__in=around)
    near = [EventRow(*row) for row in rows.values_list(*COLUMNS)]
    plays = {event.value["play"] for event in near if event.kind == Kind.MEDIA_PROGRESS}
    if plays:
        earlier = _counting(up_to).filter(play__in=plays).exclude(local_day__in=around)
        near += [EventRow(*row) for row in earlier.values_list(*COLUMNS)]
    return near


def _counting(up_to: int) -> models.QuerySet[Event]:
    return Event.objects.filter(seq__lte=up_to).exclude(quality=Quality.QUARANTINED)


def _present(days: Collection[PersonDay]) -> Sums:
    rows = ReaderDay.objects.filter(
        actor__in={each.actor for each in days}, day__in={each.day for each in days}
    ).values_list(*_READER_DAY, *STORED)
    width = len(_READER_DAY)
    return {row[:width]: _figures(row[width:]) for row in rows if PersonDay(*row[:3]) in days}


def _figures(amounts: tuple[int, ...]) -> Figures:
    return Figures(zip(STORED, amounts, strict=True))


def _deltas(names: tuple[str, ...], present: Sums, changed: Sums, gone: Collection[tuple[object, ...]]) -> Sums:
    sums: Sums = defaultdict(nothing)
    for key in (*changed, *gone):
        target = _target(names, key)
        if target is None:
            continue
        if key in changed:
            sums[target].plus(changed[key])
        if key in present:
            sums[target].plus(present[key], -1)
    return sums


def _target(names: tuple[str, ...], key: tuple[object, ...]) -> tuple[object, ...] | None:
    """The key in another table; None where it has no place: searches have no title."""
    fields: dict[str, object] = dict(zip(_READER_DAY, key, strict=True))
    if "item" in names and fields["item"] == NO_ITEM:
        return None
    day = fields["day"]
    assert isinstance(day, date)  # noqa: S101  (tells the checker what the key holds)
    fields["week"] = Week.of(day).monday
    return tuple(fields[name] for name in names)


def _add(model: type[Fact], names: tuple[str, ...], deltas: Sums) -> None:
    """The caller holds the rollup's row, so nobody else adds between reading and writing."""
    keys = [key for key, figures in deltas.items() if not figures.is_nothing]
    if not keys:
        return
    sums = {key: _figures(row) for key, row in _rows(model, names, keys).items()}
    for key in keys:
        sums.setdefault(key, nothing()).plus(deltas[key])
    _store(model, names, {key: figures for key, figures in sums.items() if not figures.is_nothing})
    _delete(model, names, {key for key, figures in sums.items() if figures.is_nothing})


def _rows(
    model: type[Fact], names: tuple[str, ...], keys: list[tuple[object, ...]]
) -> dict[tuple[object, ...], tuple[int, ...]]:
    wanted, width = set(keys), len(names)
    time = "week" if "week" in names else "day"
    narrowed = Q(**{f"{time}__in": {key[names.index(time)] for key in keys}})
    narrowed &= Q(school_id__in={key[0] for key in keys})
    for name in ("actor", "item", "class_id"):
        if name in names:
            narrowed &= Q(**{f"{name}__in": {key[names.index(name)] for key in keys}})
            break
    rows = model._default_manager.filter(narrowed).values_list(*names, *STORED)
    return {row[:width]: row[width:] for row in rows if row[:width] in wanted}


def _delete(model: type[Fact], names: tuple[str, ...], keys: Collection[tuple[object, ...]]) -> None:
    """Rows that have come to nothing: a rebuild would not make them."""
    keys = list(keys)
    for start in range(0, len(keys), _BATCH):
        rows = Q(pk__in=[])
        for key in keys[start : start + _BATCH]:
            rows |= Q(**dict(zip(names, key, strict=True)))
        model._default_manager.filter(rows).delete()


def _store(
    model: type[models.Model], names: tuple[str, ...], sums: Mapping[tuple[object, ...], Figures], **also: int
) -> None:
    rows = [model(**dict(zip(names, key, strict=True)), **figures, **also) for key, figures in sums.items()]
    unique = list(_unique(model))
    model._default_manager.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=unique, update_fields=[*STORED, *also]
    )


def _unique(model: type[models.Model]) -> tuple[str, ...]:
    constraint = next(each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint))
    return tuple(constraint.fields)
