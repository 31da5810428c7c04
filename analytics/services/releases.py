"""Releases figures in steps, so that nobody learns what one pupil does by looking twice (ADR 0025).

*A running week* is released class by class. The figures of a class are held when five pupils of it have read since they
were held last, and what was held before is shown then: a step behind. So what changes between two looks comes from at
least five pupils of one class; and when everything is shown at the week's end, that too differs from the last look, by
the step that was held back. The school's figures are the sum of the classes', so that nothing is left to be worked out.
Types and titles wait for the week's end: of five pupils of a class who open five titles, each would be told.

*A full week* is released once, on Monday at seven, and stands. Devices that were offline report later; the week is
restated when what has come changes each of its lines by nobody or by at least five pupils, and the lines that are shown
stay the same, since a class that was hidden with another and then is not gives the other one away.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Max, Min, QuerySet

from analytics.calendar import ZONE, Week, local
from analytics.counts import WeekCounts
from analytics.figures import WEEKS
from analytics.models import Event, ReaderDay, WeekRelease
from analytics.selectors.counts import class_counts, week_counts
from analytics.selectors.visible_lines import VisibleLines
from analytics.services.freshness import catch_up
from analytics.services.rollup import RollupState, roll_up, watermark
from analytics.services.spool import drain
from analytics.services.times import OLDEST
from cms.accounts.models import School
from cms.foundation import clock

logger = logging.getLogger(__name__)

FULL_FROM: Final = time(7)  # on the Monday after, by the school's clock


def full_from(week: Week) -> datetime:
    """From when a week is released as a whole."""
    return datetime.combine(week.ends.date(), FULL_FROM, ZONE)


def release(school: School, week: Week) -> WeekRelease | None:
    """What may be seen of the week, brought up to date; None where there is nothing yet.

    The weeks of its history that are over and were never looked at are released with it. A database that is busy makes
    the figures older, never the page fail.
    """
    try:
        if not catch_up().waiting:
            _bring_up_to_date(school, week)
    except DatabaseError:
        logger.warning("figures could not be brought up to date", exc_info=True)
    return WeekRelease.objects.filter(school=school, week=week.monday).first()


def roll_up_and_release() -> RollupState:
    """Add up what has arrived, and take the steps of the schools that it is about; for the beat."""
    drain()
    rolled = roll_up()
    this = Week.of(local(clock.now()).date())
    if not rolled.waiting:
        for school in School.objects.filter(pk__in=rolled.schools):
            _bring_up_to_date(school, this)
    return rolled


def release_full_weeks() -> None:
    """Release the weeks of all schools that are over and have not been looked at, as far back as there are events.

    Nothing but events says what was searched for, and they are forgotten.
    """
    if catch_up().waiting:
        return
    last = Week.of(local(clock.now()).date()).before()
    firsts = dict(Event.objects.order_by().values_list("school").annotate(first=Min("local_day")))
    for school in School.objects.filter(pk__in=firsts):
        released = WeekRelease.objects.filter(school=school, figures__isnull=False).values_list("week", flat=True)
        full, week = set(released), Week.of(firsts[school.pk])
        while week <= last:
            if week.monday not in full:
                _refresh(school, week)
            week = week.before(-1)


def forget(schools: Iterable[int]) -> None:
    """Drop the releases of these schools, by primary key: what was in them has been taken back."""
    WeekRelease.objects.filter(school__in=list(schools)).delete()


def _bring_up_to_date(school: School, week: Week) -> None:
    """The week, and those of its history that are over and have not been released as a whole."""
    earliest = week.before(WEEKS - 1)
    full = set(
        WeekRelease.objects.filter(
            school=school, week__range=(earliest.monday, week.monday), figures__isnull=False
        ).values_list("week", flat=True)
    )
    first = ReaderDay.objects.filter(school=school, is_pupil=True).order_by("day").values_list("day", flat=True).first()
    missing = [week.before(back) for back in range(WEEKS - 1, 0, -1)]
    for each in missing:
        if first and each.sunday >= first and each.monday not in full:
            _refresh(school, each)
    _refresh(school, week)


def _refresh(school: School, week: Week) -> None:
    row = WeekRelease.objects.filter(school=school, week=week.monday).first()
    if clock.now() < full_from(week):
        _step(school, week, row)
    elif row is None or not row.is_full or _is_safe_to_restate(school, week, row):
        _release_as_a_whole(school, week, row)


def _release_as_a_whole(school: School, week: Week, row: WeekRelease | None) -> None:
    with transaction.atomic():
        seq, counts = watermark(), week_counts(school, week, _released(row))
        WeekRelease.objects.update_or_create(
            school=school,
            week=week.monday,
            defaults={"figures": counts.as_json(), "steps": {}, "seq": seq, "as_of": clock.now()},
        )


def _released(row: WeekRelease | None) -> WeekCounts | None:
    return WeekCounts.from_json(row.figures) if row and row.figures is not None else None


def _is_safe_to_restate(school: School, week: Week, row: WeekRelease) -> bool:
    if clock.now() > full_from(week) + OLDEST or not _enough_have_come(school, week, row.seq):
        return False
    counts = week_counts(school, week, _released(row))
    anew = WeekRelease(school=school, week=week.monday, figures=counts.as_json(), as_of=row.as_of)
    groups = settings.SMALLEST_GROUP_INSIDE, settings.SMALLEST_GROUP_OUTSIDE
    return all(VisibleLines.of(row, smallest).lines() == VisibleLines.of(anew, smallest).lines() for smallest in groups)


def _enough_have_come(school: School, week: Week, seq: int) -> bool:
    people: dict[tuple[str, object], set[object]] = defaultdict(set)
    late = _changed(school, week, seq).values_list("actor", "class_id", "type_slug", "item")
    for actor, class_id, slug, item in late:
        for line in (("class", class_id), ("type", slug), ("title", item)):
            people[line].add(actor)
    return bool(people) and all(len(each) >= settings.SMALLEST_GROUP_INSIDE for each in people.values())


def _step(school: School, week: Week, row: WeekRelease | None) -> None:
    if not _classes_to_step(school, week, row.steps if row else {}):
        return
    with transaction.atomic():
        row, _made = WeekRelease.objects.select_for_update().get_or_create(
            school=school, week=week.monday, defaults={"as_of": clock.now()}
        )
        classes = _classes_to_step(school, week, row.steps)  # somebody else may have taken the step meanwhile
        counts, seq = class_counts(school, week, classes), watermark()
        for pk in classes & counts.keys():
            before = row.steps.get(str(pk), {})
            row.steps[str(pk)] = {"shown": before.get("held"), "held": counts[pk], "seq": seq}
        row.as_of = clock.now()
        row.save(update_fields=["steps", "as_of"])


def _classes_to_step(school: School, week: Week, steps: dict[str, Any]) -> set[int]:
    """Those of which enough pupils have done something since their figures were held last."""
    people: dict[int, int] = defaultdict(int)
    rows = _changed(school, week, 0).values_list("class_id", "actor").annotate(last=Max("read_seq"))
    for class_id, _actor, last in rows:
        people[class_id] += last > steps.get(str(class_id), {}).get("seq", 0)
    return {key for key, count in people.items() if count >= settings.SMALLEST_GROUP_INSIDE}


def _changed(school: School, week: Week, seq: int) -> QuerySet[ReaderDay]:
    """Days of pupils that have become different behind this sequence number."""
    return ReaderDay.objects.filter(
        school=school, is_pupil=True, day__range=(week.monday, week.sunday), read_seq__gt=seq
    )
