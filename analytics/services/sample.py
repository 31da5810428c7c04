"""A term of invented readings, so that statistics and mail are worth looking at; drawn from a fixed seed."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from django.db import transaction

from analytics.calendar import ZONE, Week, local
from analytics.enums import Kind
from analytics.models import ActorKey, Event
from analytics.services.actors import Affiliation
from analytics.services.forgetting import take_back
from analytics.services.ingest import event
from analytics.services.items import Item, describe, described
from analytics.services.releases import forget
from analytics.services.rollup import roll_up
from analytics.services.values import checked
from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, School
from cms.foundation import clock
from cms.plugins.contract import CounterDataType
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage

_DEVICE: Final = "sample"
_SEED: Final = 1945
_BATCH: Final = 500
# Share of pupils who read in each of the last twelve weeks, the running one last; the dip is the week of exams.
_TERM: Final = (0.38, 0.42, 0.46, 0.49, 0.48, 0.54, 0.57, 0.6, 0.3, 0.63, 0.66, 0.7)
_HOURS: Final = (7, 9, 9, 10, 14, 15, 15, 16, 19, 20)
_SCHOOL_DAYS: Final = (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6)  # Monday is 0; Tuesday to Friday are busier
_TERMS: Final = (("vì sao có núi lửa", 3), ("truyện ma", 0), ("trăng", 5), ("khủng long", 0), ("giữ gìn sách", 2))


@dataclass(frozen=True, slots=True)
class _Reader:
    place: Affiliation
    eager: float


def fill(school: School) -> int:
    """Readings of the school's pupils up to now, in the same table and by the same rollup as real ones.

    Does nothing where there are any events of the sample already. Returns the number of events.
    """
    if Event.objects.filter(school=school, device=_DEVICE).exists():
        return 0
    pages = ResourcePage.objects.live().filter(school=school, effective_audience__in=[Audience.PUBLIC, Audience.SCHOOL])
    pages = pages.select_related("level__scale").prefetch_related("subjects")
    items = [described(page) for page in pages.order_by("title_sort")]
    readers = _readers(school)
    if not items or not readers:
        return 0
    rows, by_uid = list(_term(readers, items, clock.now())), {each.uid: each for each in items}
    with transaction.atomic():
        describe([(row, by_uid[row.item]) for row in rows if row.item])
        Event.objects.bulk_create(rows, batch_size=_BATCH)
        forget([school.pk])
    roll_up(size=len(rows))
    return len(rows)


def remove(school: School) -> None:
    """Take the invented readings away, and what they added to the facts."""
    take_back(Event.objects.filter(school=school, device=_DEVICE))


def _readers(school: School) -> list[_Reader]:
    rows = (
        Enrolment.objects.filter(membership__school=school, membership__is_active=True)
        .select_related("membership", "school_class")
        .order_by("school_class__grade", "school_class__name", "number")
    )
    enrolments = list(rows)
    ActorKey.objects.bulk_create(
        [ActorKey(school=school, user_id=each.membership.user_id) for each in enrolments], ignore_conflicts=True
    )
    keys = dict(ActorKey.objects.filter(school=school).values_list("user_id", "key"))
    drawn = Random(_SEED)  # noqa: S311  (invented readings, no secret)
    moods: dict[int, float] = {}
    return [
        _Reader(
            Affiliation(
                school_id=school.pk,
                year_id=each.school_class.year_id,
                class_id=each.school_class_id,
                class_name=each.school_class.name,
                grade=each.school_class.grade,
                role=Role.PUPIL.value,
                actor=keys[each.membership.user_id],
            ),
            eager=moods.setdefault(each.school_class_id, drawn.uniform(0.72, 1.3)) * drawn.uniform(0.8, 1.25),
        )
        for each in enrolments
    ]


def _term(readers: Sequence[_Reader], items: Sequence[Item], moment: datetime) -> Iterator[Event]:
    this = Week.of(local(moment).date())
    for back, share in enumerate(reversed(_TERM)):
        week = this.before(back)
        drawn = Random(f"{_SEED} {week}")  # noqa: S311  (as above)
        for reader in readers:
            # A week looks the same on each of its days, so the running one grows into a full one.
            if drawn.random() < share * reader.eager:
                yield from _visits(reader, items, week, drawn, moment)


def _visits(reader: _Reader, items: Sequence[Item], week: Week, drawn: Random, moment: datetime) -> Iterator[Event]:
    for _visit in range(drawn.choice((1, 1, 1, 2))):
        day = week.monday + timedelta(days=drawn.choice(_SCHOOL_DAYS))
        # The first titles of the shelf are the most loved ones.
        item = items[int(drawn.expovariate(2.2 / len(items))) % len(items)]
        minutes, wanted = drawn.randint(4, 26), drawn.random()
        begun = _at(day, drawn)
        acts: list[tuple[Kind, Item | None, int, dict[str, Any]]] = [(Kind.REQUEST, item, 0, {})]
        acts.append(_spent(item, minutes, drawn))
        if wanted < 0.2:  # noqa: PLR2004  (a fifth looked at the item's page first)
            acts.insert(0, (Kind.INVESTIGATE, item, -20, {}))
        if minutes > 20:  # noqa: PLR2004  (who stays that long has come to the end)
            acts.append((Kind.FINISH, item, minutes * 60, {}))
        if wanted > 0.8:  # noqa: PLR2004  (a fifth had searched)
            term, results = drawn.choice(_TERMS)
            said = checked(Kind.SEARCH, {"term": term, "results": results})
            acts.append((Kind.SEARCH, None, -60, said))
        for kind, about, seconds, value in acts:
            at = begun + timedelta(seconds=seconds)
            identity = _identity(at, drawn)
            if at <= moment:
                row = event(identity, kind, reader.place, about, at=at, received_at=at, value=value)
                row.device = _DEVICE
                yield row


def _at(day: date, drawn: Random) -> datetime:
    return datetime.combine(day, time(drawn.choice(_HOURS), drawn.randint(0, 59), drawn.randint(0, 59)), ZONE)


def _spent(item: Item, minutes: int, drawn: Random) -> tuple[Kind, Item, int, dict[str, Any]]:
    spent = minutes * 60_000 - drawn.randint(0, 50_000)
    if item.data_type != CounterDataType.AUDIOVISUAL:
        return Kind.PAGE_PROGRESS, item, minutes * 60, {"progression": round(drawn.random(), 3), "dwell_ms": spent}
    play = str(uuid.UUID(int=drawn.getrandbits(128)))
    return Kind.MEDIA_PROGRESS, item, minutes * 60, {"play": play, "snapshot": 1, "wall_ms": spent}


def _identity(at: datetime, drawn: Random) -> uuid.UUID:
    value = int(at.timestamp() * 1000) << 80 | drawn.getrandbits(80)
    return uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
