"""The one figure set of a school's week: page, mail and every export say these numbers and no others."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final

from analytics.calendar import Week
from analytics.statistics import READERS

HIDDEN: Final = -1
"""Stands for a number that is not shown, since it would speak of too few children."""

WEEKS: Final = 12
"""Bars of the history."""

_LOW_SHARE: Final = 60  # percent


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure, and the same of the week before; HIDDEN where it may not be said, and before a running week."""

    now: int = 0
    before: int = 0

    @property
    def is_hidden(self) -> bool:
        """Whether it may not be said."""
        return self.now == HIDDEN

    @property
    def comparable(self) -> bool:
        """Whether both may be said."""
        return HIDDEN not in (self.now, self.before)


NOT_SAID: Final = Comparison(HIDDEN, HIDDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """The columns of a line about a type, a class or a title."""

    readers: Comparison
    requests: Comparison
    milliseconds: Comparison


LINE: Final = tuple(each.name for each in fields(LineFigures))


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFigures(LineFigures):
    """A type of resource; those with too few readers are one line without a slug. `readers` of that one are hidden."""

    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures(LineFigures):
    """A class, or several that have too few readers each: their names, and `enrolled` pupils on their lists.

    A name that is empty stands for pupils without a class. In a running week a class that has not been released yet is
    hidden.
    """

    names: tuple[str, ...]
    grade: int
    enrolled: int

    @property
    def share(self) -> int:
        """Percent that has read; HIDDEN where that is, or nobody is on the list."""
        if self.readers.is_hidden or not self.enrolled:
            return HIDDEN
        return min(100, round(100 * self.readers.now / self.enrolled))


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFigures(LineFigures):
    """An item as it was in that week; `token` is what its readers held then (`library_pages.catalogue.access`).

    Both are empty for one of which nothing is known any more.
    """

    uid: str
    title: str
    token: str
    slug: str


@dataclass(frozen=True, slots=True)
class TermFigures:
    """Words that pupils have searched for, and whether anything was found for them in that week."""

    words: str
    pupils: int
    was_found: bool


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A bar of the history: pupils who have read in that week, and how often they have opened something."""

    monday: date
    readers: int
    requests: int

    @property
    def week(self) -> Week:
        return Week(self.monday)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A school's week. Pupils only: what teachers read is counted and not shown here.

    `whole` has the school's figures by `analytics.statistics.NAMES`.

    Whoever has one may show it: what speaks of fewer pupils than the smallest group is not in it. A running week has no
    types, titles and terms, and its figures are those of the classes that have been released.
    """

    school: str
    monday: date
    as_of: datetime
    is_running: bool
    enrolled: int
    whole: Mapping[str, Comparison]
    types: tuple[TypeFigures, ...] = ()
    classes: tuple[ClassFigures, ...] = ()
    titles: tuple[TitleFigures, ...] = ()
    terms: tuple[TermFigures, ...] = ()
    history: tuple[PastWeek, ...] = ()

    @property
    def week(self) -> Week:
        return Week(self.monday)

    @property
    def readers(self) -> Comparison:
        """Different pupils who have read."""
        return self.whole[READERS]

    @property
    def low_below(self) -> int:
        """Percent of a class below which few have read; 0 while the week has not had the time to reach it."""
        return 0 if self.is_running else _LOW_SHARE

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be said: nobody has read, or nothing of the running week has been released."""
        return not self.readers.now or (self.is_running and self.readers.is_hidden)
