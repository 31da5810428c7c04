"""A school's week as it may be shown: what has been released last, beside the week before."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analytics.calendar import Week
from analytics.counts import ClassCounts, Counts
from analytics.figures import (
    HIDDEN,
    LINE,
    NOT_SAID,
    WEEKS,
    ClassFigures,
    Comparison,
    PastWeek,
    TermFigures,
    TitleFigures,
    TypeFigures,
    WeekFigures,
)
from analytics.models import ClassDay, ItemDescription, WeekRelease
from analytics.selectors.counts import listed_classes
from analytics.selectors.visible_lines import VisibleLines
from analytics.statistics import NAMES
from cms.accounts.models import School
from cms.foundation import clock
from library_pages.catalogue import access

_TITLES: Final = 10
_TERMS: Final = 20


def week_figures(school: School, week: Week, *, smallest: int) -> WeekFigures:
    """The figures of the week for those who may see groups of `smallest` pupils, in a constant number of queries.

    A week of which nothing has been released is a running one without figures.
    """
    weeks = [week.before(back) for back in range(WEEKS - 1, -1, -1)]
    rows = WeekRelease.objects.filter(school=school, week__range=(weeks[0].monday, week.monday))
    shown = {Week(row.week): VisibleLines.of(row, smallest) for row in rows}
    now, before = shown.get(week), shown.get(week.before())
    if now is None or not now.release.is_full:
        said = _running(school, week, now)
    else:
        said = _full(now, before if before and before.release.is_full else None)
    return WeekFigures(school=school.name, monday=week.monday, history=_history(weeks, shown), **said)


def first_week(school: School) -> Week | None:
    """The first week of which there is any figure."""
    day = ClassDay.objects.filter(school=school).order_by("day").values_list("day", flat=True).first()
    return Week.of(day) if day else None


def _running(school: School, week: Week, now: VisibleLines | None) -> dict[str, Any]:
    steps: Mapping[int, Counts] = now.steps if now else {}
    listed = listed_classes(school, week, set(steps))
    return {
        "as_of": now.release.as_of if now else clock.now(),
        "is_running": True,
        "enrolled": sum(each.enrolled for each in listed),
        "whole": {name: Comparison(now.whole[name] if now else HIDDEN, HIDDEN) for name in NAMES},
        "classes": tuple(_class((each,), steps.get(each.pk), None) for each in listed),
    }


def _full(now: VisibleLines, before: VisibleLines | None) -> dict[str, Any]:
    return {
        "as_of": now.release.as_of,
        "is_running": False,
        "enrolled": sum(each.enrolled for each in (*now.classes, *now.hidden_classes)),
        "whole": {name: Comparison(now.whole[name], before.whole[name] if before else HIDDEN) for name in NAMES},
        "types": _types(now, before),
        "classes": _classes(now, before),
        "titles": _titles(now, before),
        "terms": tuple(TermFigures(each.words, each.pupils, each.was_found) for each in now.terms[:_TERMS]),
    }


def _types(now: VisibleLines, before: VisibleLines | None) -> tuple[TypeFigures, ...]:
    then = {each.slug: each.counts for each in before.types} if before else {}
    made = [TypeFigures(slug=each.slug, **_line(each.counts, then.get(each.slug))) for each in now.types]
    if now.other_types is not None:
        made.append(TypeFigures(slug="", **{**_line(now.other_types, None), "readers": NOT_SAID}))
    return tuple(made)


def _classes(now: VisibleLines, before: VisibleLines | None) -> tuple[ClassFigures, ...]:
    then = {each.pk: each.counts for each in before.classes} if before else {}
    made = [_class((each,), each.counts, then.get(each.pk)) for each in now.classes]
    if now.hidden_classes:
        made.append(_class(now.hidden_classes, Counts.total(each.counts for each in now.hidden_classes), None))
    return tuple(made)


def _class(classes: Sequence[ClassCounts], now: Counts | None, before: Counts | None) -> ClassFigures:
    return ClassFigures(
        names=tuple(each.name for each in classes),
        grade=classes[0].grade,
        enrolled=sum(each.enrolled for each in classes),
        **_line(now, before),
    )


def _titles(now: VisibleLines, before: VisibleLines | None) -> tuple[TitleFigures, ...]:
    then = {each.uid: each.counts for each in before.titles} if before else {}
    listed = now.titles[:_TITLES]
    descriptions = ItemDescription.objects.in_bulk([each.description for each in listed])
    return tuple(
        TitleFigures(
            uid=each.uid,
            title=said.title if said else "",
            token=access.token(said.audience, said.owner_id) if said else "",
            slug=each.slug,
            **_line(each.counts, then.get(each.uid)),
        )
        for each in listed
        for said in [descriptions.get(each.description)]
    )


def _line(now: Counts | None, before: Counts | None) -> dict[str, Comparison]:
    """The figures of a line; a line that is not there, or hidden, is not said."""

    def figure(name: str) -> Comparison:
        return Comparison(now[name] if now else HIDDEN, before[name] if before else HIDDEN)

    return {name: figure(name) for name in LINE}


def _history(weeks: Sequence[Week], shown: Mapping[Week, VisibleLines]) -> tuple[PastWeek, ...]:
    """The weeks up to this one, the oldest first, from the first on of which something has been released."""
    first = min(shown, default=weeks[-1])
    return tuple(
        PastWeek(each.monday, shown[each].whole["readers"], shown[each].whole["requests"])
        if each in shown
        else PastWeek(each.monday, HIDDEN, HIDDEN)
        for each in weeks
        if each >= first
    )
