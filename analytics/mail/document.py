"""The document of a week: subject, plain text, HTML and chart out of the one figure set."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics import wording
from analytics.definitions import figures_on
from analytics.figures import HIDDEN, TitleFigures, TypeFigures, WeekFigures
from analytics.mail.chart import HEIGHT, WIDTH, png
from analytics.presenters import type_mark
from analytics.statistics import Surface
from cms.foundation.quantities import number
from cms.plugins import registry
from cms.plugins.contract import TypeStyle

_WEEKS, _TYPES, _TITLES = 6, 5, 3
_MOST_NAMED: Final = 5
_LONGEST_SUBJECT: Final = 70
CHART: Final = "chart"  # its Content-ID


@dataclass(frozen=True, slots=True)
class Document:
    """A mail without its receiver."""

    subject: str
    text: str
    html: str
    chart: bytes


def rendered(figures: WeekFigures, smallest: int) -> Document:
    """The mail of a full week in the installation's language."""
    with translation.override(settings.LANGUAGE_CODE):
        context = _context(figures, smallest)
        return Document(
            subject=_subject(figures),
            text=render_to_string("analytics/mail/weekly.txt", context),
            html=render_to_string("analytics/mail/weekly.html", context),
            chart=png(figures.history[-_WEEKS:]),
        )


def _subject(figures: WeekFigures) -> str:
    week = {"week": wording.week(figures.week), "days": wording.days(figures.monday, figures.week.sunday)}
    if figures.readers.is_hidden or figures.is_empty:
        return _("Library, %(week)s (%(days)s)") % week
    said = _("Library, %(week)s (%(days)s): %(count)s pupils have read") % (
        week | {"count": number(figures.readers.now)}
    )
    return said if len(said) <= _LONGEST_SUBJECT else _("Library, %(week)s (%(days)s)") % week


def _context(figures: WeekFigures, smallest: int) -> dict[str, Any]:
    weeks = [(wording.week(each.week), wording.people(each.readers, smallest)) for each in figures.history[-_WEEKS:]]
    site = settings.WAGTAILADMIN_BASE_URL
    return {
        "school": figures.school,
        "title": _("Newsletter, %(week)s") % {"week": wording.week(figures.week)},
        "days": wording.days(figures.monday, figures.week.sunday),
        "sentence": "".join(wording.sentence(figures, smallest)),
        "empty": figures.is_empty,
        "figures": figures_on(Surface.MAIL, figures),
        "weeks": weeks,
        "chart": CHART,
        "chart_width": WIDTH,
        "chart_height": HEIGHT,
        "chart_words": "; ".join(f"{week}: {people}" for week, people in weeks),
        "types": _types(figures.types),
        "other_types": _other_types(figures.types),
        "titles": [_title(number, each, smallest) for number, each in enumerate(figures.titles[:_TITLES], 1)],
        "look_at": _look_at(figures),
        "url": f"{site}{reverse('analytics:statistics')}?week={figures.week}",
        "freshness": wording.freshness(figures, smallest),
        "smallest": smallest,
    }


def _types(types: tuple[TypeFigures, ...]) -> list[dict[str, Any]]:
    highest = max((each.requests.now for each in types), default=0) or 1
    return [
        {
            "label": type_mark(each.slug).label,
            "value": number(each.requests.now),
            "time": wording.time(each.milliseconds.now),
            "change": wording.short_change(each.requests),
            "share": max(1, round(100 * each.requests.now / highest)),
            "colour": (declared.style if (declared := registry.get(each.slug)) else TypeStyle()).fill,
        }
        for each in types[:_TYPES]
    ]


def _other_types(types: tuple[TypeFigures, ...]) -> str:
    rest = types[_TYPES:]
    if not rest:
        return ""
    return ngettext(
        "%(count)s other type: %(number)s openings", "%(count)s other types: %(number)s openings", len(rest)
    ) % {"count": len(rest), "number": number(sum(each.requests.now for each in rest))}


def _title(place: int, each: TitleFigures, smallest: int) -> dict[str, Any]:
    opened = ngettext("%(number)s opening", "%(number)s openings", each.requests.now)
    said = [type_mark(each.slug).label, wording.time(each.milliseconds.now), wording.people(each.readers.now, smallest)]
    return {
        "place": place,
        "title": each.title,
        "detail": ", ".join(said),
        "value": opened % {"number": number(each.requests.now)},
    }


def _look_at(figures: WeekFigures) -> list[str]:
    """What deserves a look: at most two sentences. Classes that are too small to be sent out are named together."""
    said = []
    empty = figures.whole["empty_searches"].now
    if empty > 0:
        words = ngettext("%(number)s search found nothing.", "%(number)s searches found nothing.", empty)
        said.append(words % {"number": number(empty)})
    low = [each for each in figures.classes if each.share != HIDDEN and 0 < each.share < figures.low_below]
    if low:
        low.sort(key=lambda each: (each.grade, each.names))
        names = ", ".join(f"{wording.classes(each.names)} ({each.share}%)" for each in low[:_MOST_NAMED])
        said.append(_("Classes in which fewer than 60%% have read: %(classes)s.") % {"classes": names})
    return said
