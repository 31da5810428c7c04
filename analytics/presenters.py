"""The figure set as the shapes of the page."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from analytics import heads, wording
from analytics.access import VisibleTitles
from analytics.calendar import Week
from analytics.charts import classes as class_chart
from analytics.charts import weeks as week_chart
from analytics.definitions import figures_on
from analytics.figures import HIDDEN, ClassFigures, WeekFigures
from analytics.shapes import Chart, StatisticsContext, Table, TitleRow, TypeRow
from analytics.statistics import Surface
from analytics.wording import people, short_change, time, value_or_dash
from cms.foundation.quantities import number
from cms.plugins import registry
from cms.web.looks import mark_of
from cms.web.shapes import Action, EmptyState, Notice, TypeMark

_WIDE, _NARROW = 706, 328
_WIDE_CLASSES: Final = 470


def statistics_context(
    figures: WeekFigures, *, smallest: int, seen: VisibleTitles, first: Week | None, last: Week, mails: bool
) -> StatisticsContext:
    """The page of a week. `seen` says which of its titles the reader may read; weeks reach from `first` to `last`."""
    week = figures.week
    return StatisticsContext(
        title=_("Reading statistics, %(week)s") % {"week": wording.week(week)},
        subtitle=wording.days(week.monday, week.sunday),
        freshness=wording.freshness(figures, smallest),
        sentence=wording.sentence(figures, smallest),
        figures=figures_on(Surface.PAGE, figures),
        weeks=_weeks(figures, smallest),
        later=_later(figures) if figures.is_running else "",
        types=_types(figures),
        type_rows=_type_rows(figures),
        classes=_classes(figures),
        titles=_titles(figures, seen),
        terms=_terms(figures),
        notice=Notice(
            _(
                "No pupil is named here. Classes and types with fewer than %(count)s readers are counted together; "
                "titles with fewer are left out."
            )
            % {"count": smallest}
        ),
        before=_to(week.before()) if first and week > first else None,
        after=_to(week.before(-1)) if week < last else None,
        mails=Action(_("Weekly mails"), reverse("analytics:mails"), "paper-plane-tilt") if mails else None,
        empty=EmptyState(
            title=_("Nothing was read in this week yet."),
            text=_("As soon as a pupil opens something, it is counted here."),
            holds="",
        )
        if figures.is_empty and not figures.is_running and not any(each.readers for each in figures.history)
        else None,
    )


def _to(week: Week) -> Action:
    words = wording.week(week)
    return Action(words[0].upper() + words[1:], f"{reverse('analytics:statistics')}?week={week}")


def _later(figures: WeekFigures) -> str:
    return _("Figures by type and title, and searches, are shown when the week is over, from 7:00 on %(day)s.") % {
        "day": wording.day(figures.week.ends.date())
    }


def _weeks(figures: WeekFigures, smallest: int) -> Chart:
    bars = [week_chart.Bar(str(each.week.number), each.readers) for each in figures.history]
    label = _("Pupils who have read, by week: %(weeks)s") % {
        "weeks": "; ".join(f"{wording.week(each.week)}: {people(each.readers, smallest)}" for each in figures.history)
    }
    return Chart(
        title=_("Pupils who read, by week"),
        subtitle=_("Each pupil counts once a week"),
        wide=week_chart.bars(bars, _WIDE, label),
        narrow=week_chart.bars(bars, _NARROW, label),
        table=Table(
            (
                heads.week(),
                heads.pupils(),
                heads.openings(),
            ),
            tuple(
                (
                    f"{each.week.number} ({wording.days(each.week.monday, each.week.sunday)})",
                    people(each.readers, smallest),
                    value_or_dash(each.requests, number),
                )
                for each in reversed(figures.history)
            ),
        ),
    )


def _types(figures: WeekFigures) -> Chart:
    return Chart(
        title=_("Openings by type"),
        subtitle="" if figures.is_running else _("Against %(then)s") % {"then": wording.against(figures)},
        table=Table(
            (
                heads.type_(),
                heads.openings(),
                heads.time(),
                heads.pupils(),
            ),
            tuple(
                (
                    type_mark(each.slug).label,
                    number(each.requests.now),
                    time(each.milliseconds.now),
                    value_or_dash(each.readers.now, number),
                )
                for each in figures.types
            ),
        ),
    )


def _type_rows(figures: WeekFigures) -> tuple[TypeRow, ...]:
    highest = max((each.requests.now for each in figures.types), default=0) or 1
    return tuple(
        TypeRow(
            mark=type_mark(each.slug),
            value=number(each.requests.now),
            change=short_change(each.requests),
            share=round(100 * each.requests.now / highest),
        )
        for each in figures.types
    )


def type_mark(slug: str) -> TypeMark:
    """The mark of a type, in words where it is not installed any more, or where several are said together."""
    if not slug:
        return mark_of(None, _("Other types"))
    return mark_of(registry.get(slug), "" if registry.get(slug) else _("Resource"))


def _classes(figures: WeekFigures) -> Chart:
    shown = [each for each in figures.classes if each.share != HIDDEN and len(each.names) == 1]
    shown.sort(key=lambda each: (-each.share, each.grade, each.names))
    rows = [class_chart.Row(wording.classes(each.names), each.share) for each in shown]
    whole = 0
    if figures.enrolled and not figures.readers.is_hidden:
        whole = min(100, round(100 * figures.readers.now / figures.enrolled))
    school = class_chart.School(whole, _("whole school %(share)s%%") % {"share": whole}, figures.low_below)
    label = _("Share of pupils who have read, by class: %(classes)s") % {
        "classes": "; ".join(f"{row.name}: {row.share}%" for row in rows)
    }
    draw = bool(rows) and bool(whole)
    return Chart(
        title=_("Share of pupils who read, by class"),
        subtitle=_("So far in this week") if figures.is_running else _("Red diamond: below 60%"),
        wide=class_chart.dots(rows, school, _WIDE_CLASSES, label=label) if draw else None,
        narrow=class_chart.dots(rows, school, _NARROW, label=label) if draw else None,
        table=Table(
            (
                heads.class_(),
                _("Pupils who read"),
                _("On the list"),
                heads.openings(),
                heads.time(),
                heads.change(),
            ),
            tuple(_class_row(each) for each in figures.classes),
        ),
    )


def _class_row(each: ClassFigures) -> tuple[str, ...]:
    return (
        wording.classes(each.names),
        value_or_dash(each.readers.now, number),
        number(each.enrolled),
        value_or_dash(each.requests.now, number),
        value_or_dash(each.milliseconds.now, time),
        short_change(each.requests) or "–",
    )


def _titles(figures: WeekFigures, seen: VisibleTitles) -> tuple[TitleRow, ...]:
    return tuple(
        TitleRow(
            title=_shown_title(each.title, each.uid in seen.named),
            url=reverse("catalogue:item", args=[each.uid]) if each.uid in seen.openable else "",
            mark=type_mark(each.slug),
            requests=number(each.requests.now),
            change=short_change(each.requests),
            time=time(each.milliseconds.now),
            readers=number(each.readers.now),
        )
        for each in figures.titles
    )


def _terms(figures: WeekFigures) -> Table:
    return Table(
        (heads.words(), heads.pupils(), heads.found()),
        tuple(
            (each.words, number(each.pupils), heads.something() if each.was_found else heads.nothing())
            for each in figures.terms
        ),
    )


def _shown_title(title: str, is_named: bool) -> str:
    if not title:
        return _("An item that has been deleted")
    return title if is_named else _("An item that is not open to you")
