"""Figures in words, the same on the page, in the mail and in the mail's plain text."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.calendar import Week, local
from analytics.figures import HIDDEN, Comparison, WeekFigures
from cms.foundation.quantities import number

_HOUR, _MINUTE = 3_600_000, 60_000
_PER_CENT_FROM = 10  # of fewer, a share says more than there is


def people(value: int, smallest: int) -> str:
    """“84 pupils”, “fewer than 5 pupils”."""
    if value == HIDDEN:
        return _("fewer than %(count)s pupils") % {"count": smallest}
    return ngettext("%(number)s pupil", "%(number)s pupils", value) % {"number": number(value)}


def value_or_dash(value: int, words: Callable[[int], str]) -> str:
    """The value in words; a dash where it is not shown."""
    return "–" if value == HIDDEN else words(value)


def classes(names: Sequence[str]) -> str:
    """“1A, 2A, pupils without a class”."""
    return ", ".join(name or _("pupils without a class") for name in names)


def time(milliseconds: int) -> str:
    """“1.046 hours” from ten hours on, below “1 hour 05 minutes”, “12 minutes”."""
    minutes = milliseconds // _MINUTE
    hours, rest = divmod(minutes, 60)
    if hours >= _PER_CENT_FROM:
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": number(hours)}
    said = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": f"{rest:02}" if hours else rest}
    if not hours:
        return said
    whole = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return f"{whole} {said}"


def per_cent(now: int, before: int) -> int:
    """By how many percent it has grown, rounded; `before` is not 0."""
    return round(100 * (now - before) / before)


def change(figure: Comparison, against: str) -> str:
    """“up 7% on week 46”; empty where one of the two may not be said, or both are nothing."""
    if not figure.comparable or not (figure.now or figure.before):
        return ""
    if figure.now == figure.before:
        return _("the same as %(then)s") % {"then": against}
    if not figure.before:
        return _("there was nothing in %(then)s") % {"then": against}
    grown = per_cent(figure.now, figure.before)
    if figure.before >= _PER_CENT_FROM and not grown:
        return _("about the same as %(then)s") % {"then": against}  # the rest of a per cent is in no unit of its own
    if figure.before < _PER_CENT_FROM:
        more = figure.now - figure.before
        words = _("%(number)s more than in %(then)s") if more > 0 else _("%(number)s fewer than in %(then)s")
        return words % {"number": number(abs(more)), "then": against}
    words = _("up %(share)s%% on %(then)s") if grown > 0 else _("down %(share)s%% on %(then)s")
    return words % {"share": number(abs(grown)), "then": against}


def short_change(figure: Comparison) -> str:
    """“+7%”, “−3%”, “0%”; “new” after nothing, empty where it may not be said."""
    if not figure.comparable or not (figure.now or figure.before):
        return ""
    if not figure.before:
        return _("new")
    grown = per_cent(figure.now, figure.before)
    return f"{'+' if grown > 0 else '−' if grown < 0 else ''}{number(abs(grown))}%"


def week(which: Week) -> str:
    """The week by its number in the year (ISO 8601): “week 46”."""
    return _("week %(number)s") % {"number": which.number}


def days(first: date, last: date) -> str:
    """“16 to 22/11/2026”."""
    start = f"{first.day}" if first.month == last.month else f"{first.day}/{first.month}"
    start = start if first.year == last.year else f"{start}/{first.year}"
    return _("%(first)s to %(last)s") % {"first": start, "last": f"{last.day}/{last.month}/{last.year}"}


def day(which: date) -> str:
    """The day as it is written here: “23/11/2026”."""
    return f"{which.day}/{which.month}/{which.year}"


def moment(at: datetime) -> str:
    """“14:05 on 25/11/2026”."""
    here = local(at)
    return _("%(time)s on %(day)s") % {"time": f"{here:%H:%M}", "day": day(here.date())}


def against(figures: WeekFigures) -> str:
    """What a full week is compared with."""
    return week(figures.week.before())


def freshness(figures: WeekFigures, smallest: int) -> str:
    """Up to when the figures reach, and how those of a running week move on."""
    if not figures.is_running:
        return _("Figures up to %(moment)s.") % {"moment": moment(figures.as_of)}
    return _(
        "The week is running: a class moves on when at least %(count)s more of its pupils have read. All figures are "
        "there from 7:00 on %(day)s."
    ) % {"count": smallest, "day": day(figures.week.ends.date())}


def sentence(figures: WeekFigures, smallest: int) -> tuple[str, ...]:
    """The week's main figure in parts, every second one to be marked; joined they are the sentence."""
    week_said = {"week": week(figures.week)}
    if figures.is_empty:
        if figures.is_running:
            return (_("Too few pupils have read in %(week)s so far to be shown.") % week_said,)
        return (_("Nobody has read, listened or watched here in %(week)s.") % week_said,)
    have = " " + _("pupils have read, listened or watched in %(week)s.") % week_said
    if figures.readers.is_hidden:
        marked = people(HIDDEN, smallest)
        have = " " + _("have read, listened or watched in %(week)s.") % week_said
        return ("", marked[0].upper() + marked[1:], have)
    if figures.is_running:
        have = " " + _("pupils have read, listened or watched in %(week)s so far.") % week_said
    share = _("%(now)s of %(all)s") % {"now": number(figures.readers.now), "all": number(figures.enrolled)}
    if not figures.readers.comparable or not figures.readers.before:
        return ("", share, have)
    values = week_said | {"then": _("last week")}
    difference = figures.readers.now - figures.readers.before
    if not difference:
        as_many = _("pupils have read, listened or watched in %(week)s, as many as in %(then)s.") % values
        return ("", share, f" {as_many}")
    words = _("pupils have read, listened or watched in %(week)s, more than in %(then)s by")
    if difference < 0:
        words = _("pupils have read, listened or watched in %(week)s, fewer than in %(then)s by")
    return ("", share, f" {words % values} ", people(abs(difference), smallest), ".")
