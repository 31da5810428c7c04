"""A school's week out of the facts, in a constant number of queries."""

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from analytics.calendar import Week
from analytics.counting import NO_CLASS, NO_ITEM, NOTHING_KNOWN
from analytics.counts import ClassCounts, Counts, TitleCounts, TypeCounts, WeekCounts
from analytics.models import ClassDay, ReaderDay, TitleDay
from analytics.selectors.terms import week_terms
from analytics.statistics import READERS, READING, STORED
from cms.accounts.models import School, SchoolClass

# Who has only looked at an item's page has not read.
_HAS_READ: Final = reduce(or_, (Q(**{f"{name}__gt": 0}) for name in READING))


def week_counts(school: School, week: Week, released: WeekCounts | None = None) -> WeekCounts:
    """All that the pupils of the school have done in the week, as far as the facts have come.

    What the week has been `released` with says how its classes and titles were called and how many pupils were on a
    list: the figures may have grown since, the week itself is over. What it says of searches stands altogether, since
    two looks at it would tell who has searched in between.
    """
    of_week = Q(school=school, is_pupil=True, day__range=(week.monday, week.sunday))
    days = ClassDay.objects.filter(of_week)
    classes = _grouped(days, of_week, "class_id")
    whole = Counts.total(classes.values())
    return WeekCounts(
        whole=Counts({**whole, READERS: _readers(of_week)[()]}),
        classes=_classes(school, week, classes, of_week, released),
        types=_types(_grouped(days.exclude(type_slug=""), of_week, "type_slug")),
        titles=_titles(_grouped(TitleDay.objects.filter(of_week), of_week, "item", "type_slug"), of_week, released),
        terms=released.terms if released else week_terms(school, week),
    )


def class_counts(school: School, week: Week, pks: set[int]) -> dict[int, Counts]:
    """The figures of some classes by their number; one of which nothing is known is left out."""
    of_week = Q(school=school, is_pupil=True, day__range=(week.monday, week.sunday), class_id__in=pks)
    return {key: counts for (key,), counts in _grouped(ClassDay.objects.filter(of_week), of_week, "class_id").items()}


def listed_classes(school: School, week: Week, also: set[int]) -> tuple[ClassCounts, ...]:
    """The classes of the year that the week lies in, and any other of these numbers; in the order of grades."""
    pupils = Count("enrolments", filter=Q(enrolments__membership__is_active=True))
    of_year = Q(year__starts__lte=week.sunday, year__ends__gte=week.monday)
    rows = SchoolClass.objects.filter(of_year | Q(pk__in=also), year__school=school).annotate(pupils=pupils)
    return tuple(
        ClassCounts(each.pk, each.name, each.grade, each.pupils) for each in rows.order_by("grade", "name", "pk")
    )


_Groups = dict[tuple[Any, ...], Counts]


def _grouped(rows: QuerySet[Any, Any], of_week: Q, *by: str) -> _Groups:
    sums = rows.values(*by).annotate(**{f"sum_{name}": Coalesce(Sum(name), 0) for name in STORED})
    readers = _readers(of_week, *by)
    return {
        key: Counts({READERS: readers.get(key, 0), **{name: row[f"sum_{name}"] for name in STORED}})
        for row in sums
        for key in [tuple(row[name] for name in by)]
    }


def _readers(of_week: Q, *by: str) -> dict[tuple[Any, ...], int]:
    """Different pupils who have read, exactly."""
    rows = ReaderDay.objects.filter(_HAS_READ, of_week)
    if not by:
        return {(): rows.aggregate(count=Count("actor", distinct=True))["count"]}
    found = rows.values(*by).annotate(count=Count("actor", distinct=True))
    return {tuple(row[name] for name in by): row["count"] for row in found}


def _classes(
    school: School, week: Week, groups: _Groups, of_week: Q, released: WeekCounts | None
) -> tuple[ClassCounts, ...]:
    counts = {key: each for (key,), each in groups.items()}
    lists = {each.pk: each for each in listed_classes(school, week, set(counts))}
    # As events have kept them, the last day's word: a class may have another name by now, or be gone.
    named = ClassDay.objects.filter(of_week, class_id__in=counts).exclude(class_name="").order_by("day", "pk")
    for pk, name, grade in named.values_list("class_id", "class_name", "grade"):
        lists[pk] = ClassCounts(pk, name, grade, lists[pk].enrolled if pk in lists else 0)
    if released:  # a class that has been made since had no part in the week
        stand = {each.pk: each for each in released.classes if each.pk != NO_CLASS}
        lists = {pk: each for pk, each in lists.items() if pk in counts} | stand
    # Pupils without a class, and those of one of which nothing is known, are one line: the sum has to be the school's.
    rest = [each for key, each in counts.items() if key not in lists]
    without = (ClassCounts(NO_CLASS, "", 0, 0, Counts.total(rest)),) if rest else ()
    ordered = sorted(lists.values(), key=lambda each: (each.grade, each.name, each.pk))
    return tuple(replace(each, counts=counts.get(each.pk, Counts.total())) for each in ordered) + without


def _types(groups: _Groups) -> tuple[TypeCounts, ...]:
    made = [TypeCounts(slug, counts) for (slug,), counts in groups.items() if _was_used(counts)]
    return tuple(sorted(made, key=lambda each: (-each.counts["requests"], -each.counts["milliseconds"], each.slug)))


def _titles(groups: _Groups, of_week: Q, released: WeekCounts | None) -> tuple[TitleCounts, ...]:
    described = TitleDay.objects.filter(of_week).exclude(description_id=NOTHING_KNOWN).order_by("day", "description_id")
    last = {str(item): key for item, key in described.values_list("item", "description_id")}
    if released:
        last |= {each.uid: each.description for each in released.titles if each.description}
    made = [
        TitleCounts(str(item), slug, counts, last.get(str(item), NOTHING_KNOWN))
        for (item, slug), counts in groups.items()
        if item != NO_ITEM and _was_used(counts)
    ]
    return tuple(sorted(made, key=lambda each: (-each.counts["requests"], -each.counts["milliseconds"], each.uid)))


def _was_used(counts: Counts) -> bool:
    return any(counts[name] for name in READING)
