"""The statistics, one row each: whatever counts, keeps, compares, hides or shows one reads it here (ADR 0034).

A row is all that a new one needs, with the migration of its column: the rollup counts it, releases keep it, page, mail
and the mail's document say it, in the order of the rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from analytics import counting
from analytics.counting import Amounts, EventRow, Figures, Key, PersonEvents

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Unit(Enum):
    """What a number is of; it decides the words (`analytics.wording`)."""

    TIMES = auto()
    MILLISECONDS = auto()


class Surface(Enum):
    """Where the figure of the whole school stands by itself; the document that is kept with a mail has all of them."""

    PAGE = auto()
    MAIL = auto()


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic. It is a column of `analytics.models.Fact` and adds up over days, classes, types and titles.

    Attributes:
        name: the column; the key in releases and documents. Never renamed.
        count: how it is computed from the events of one person's day.
        is_reading: whether who has any of it has read, listened or watched. One that is not is also made by others, and
            is hidden where nobody has read.
        label: what stands beside the number; needed where it is shown.
        definition: how it is counted, for people. May name others of the week, like `%(searches)s`.
        shown: where it stands.
    """

    name: str
    unit: Unit
    count: Callable[[PersonEvents], Amounts]
    is_reading: bool
    label: "StrPromise | str" = ""
    definition: "StrPromise | str" = ""
    shown: frozenset[Surface] = frozenset()


READERS: Final = "readers"
"""Different pupils who have read: the one figure that is no column, since it adds up over classes and nothing else."""

_EVERYWHERE: Final = frozenset({Surface.PAGE, Surface.MAIL})

STATISTICS: Final = (
    Statistic("investigations", Unit.TIMES, counting.investigations, is_reading=False),
    Statistic(
        "requests",
        Unit.TIMES,
        counting.requests,
        is_reading=True,
        label=_("times something was opened"),
        definition=_(
            "Each opening of an item by a pupil. Two within 30 seconds count once (COUNTER 5.1). Looking at the "
            "page of an item is not opening it."
        ),
        shown=_EVERYWHERE,
    ),
    Statistic("unique_requests", Unit.TIMES, counting.unique_requests, is_reading=True),
    Statistic(
        "milliseconds",
        Unit.MILLISECONDS,
        counting.milliseconds,
        is_reading=True,
        label=_("of reading, listening and watching"),
        definition=_(
            "Time with a page in view and a move within two minutes, or with sound or video playing. Pauses do not "
            "count, and nobody has more than 24 hours a day."
        ),
        shown=_EVERYWHERE,
    ),
    Statistic(
        "finishes",
        Unit.TIMES,
        counting.finishes,
        is_reading=True,
        label=_("items finished"),
        definition=_("A pupil has come to the end of a book, recording or video; each once a day."),
        shown=_EVERYWHERE,
    ),
    Statistic("searches", Unit.TIMES, counting.searches, is_reading=False),
    Statistic(
        "empty_searches",
        Unit.TIMES,
        counting.empty_searches,
        is_reading=False,
        label=_("searches that found nothing"),
        definition=_("Of %(searches)s searches in all. Turning the pages of a list is not a search."),
        shown=frozenset({Surface.PAGE}),
    ),
)

STORED: Final = tuple(each.name for each in STATISTICS)
READING: Final = tuple(each.name for each in STATISTICS if each.is_reading)
NAMES: Final = (READERS, *STORED)


def counted(events: Iterable[EventRow], day: date) -> dict[Key, Figures]:
    """The figures of `day` out of one person's events of that day, the 30 s after, and all of that day's plays."""
    of = PersonEvents.of(events, day)
    sums: dict[Key, Figures] = defaultdict(nothing)
    for each in STATISTICS:
        for key, amount in each.count(of):
            sums[key][each.name] += amount
    return {key: figures for key, figures in sums.items() if not figures.is_nothing}


def nothing() -> Figures:
    return Figures(dict.fromkeys(STORED, 0))
