"""The one figure set of a school's week: page, mail and every export say these numbers and no others."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Self

from analytics.calendar import Week

HIDDEN: Final = -1
"""Stands for a number that is not shown, since it would speak of too few children."""

_LOW_SHARE: Final = 60  # percent


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure, and the same of the week before (of its same days, while the week is running)."""

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

    def without_small(self, smallest: int) -> Self:
        """Numbers of people from 1 to below the smallest group are hidden; 0 speaks of nobody."""
        hide = [HIDDEN if 0 < value < smallest else value for value in (self.now, self.before)]
        return replace(self, now=hide[0], before=hide[1])


_NOT_SAID: Final = Compared(HIDDEN, HIDDEN)


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """A type of resource; a type that is not installed any more keeps its slug."""

    slug: str
    requests: Compared
    milliseconds: Compared
    readers: Compared


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """A class: `enrolled` pupils now, of whom `readers` have read, listened or watched."""

    name: str
    grade: int
    enrolled: int
    readers: Compared
    requests: Compared
    milliseconds: Compared

    @property
    def share(self) -> int:
        """Percent of the class that has read; HIDDEN where the class is, or has nobody on its list."""
        if self.readers.is_hidden or not self.enrolled:
            return HIDDEN
        return min(100, round(100 * self.readers.now / self.enrolled))


@dataclass(frozen=True, slots=True)
class TitleFigures:
    """An item; `title` is empty for one that has been deleted."""

    uid: str
    title: str
    slug: str
    requests: Compared
    milliseconds: Compared
    readers: Compared


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A bar of the history: pupils who have read in that week."""

    monday: date
    readers: int
    requests: int

    @property
    def week(self) -> Week:
        """Which week."""
        return Week(self.monday)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A school's week. Pupils only: what teachers read is counted and not shown here.

    `until` is the last day that both sides of a comparison reach; `waiting` events have arrived and are not in yet.
    """

    school: str
    monday: date
    until: date
    as_of: datetime
    waiting: int
    enrolled: int
    readers: Compared
    requests: Compared
    milliseconds: Compared
    finishes: Compared
    searches: Compared
    empty_searches: Compared
    types: tuple[TypeFigures, ...] = ()
    classes: tuple[ClassFigures, ...] = ()
    titles: tuple[TitleFigures, ...] = ()
    history: tuple[PastWeek, ...] = ()

    @property
    def week(self) -> Week:
        """Which week."""
        return Week(self.monday)

    @property
    def is_running(self) -> bool:
        """Whether the week is not over yet."""
        return self.until < self.week.sunday

    @property
    def low_below(self) -> int:
        """Percent of a class below which few have read; 0 while the week has not had the time to reach it."""
        return 0 if self.is_running else _LOW_SHARE

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened in the week."""
        return not (self.readers.now or self.requests.now or self.milliseconds.now or self.searches.now)

    def for_eyes_of(self, smallest: int) -> Self:
        """The same without groups of fewer than `smallest` pupils (design.md 4.12)."""
        return replace(
            self,
            readers=self.readers.without_small(smallest),
            types=tuple(replace(each, readers=each.readers.without_small(smallest)) for each in self.types),
            titles=tuple(replace(each, readers=each.readers.without_small(smallest)) for each in self.titles),
            classes=_without_small(self.classes, smallest),
            history=tuple(
                replace(each, readers=HIDDEN) if 0 < each.readers < smallest else each for each in self.history
            ),
        )


def _without_small(classes: tuple[ClassFigures, ...], smallest: int) -> tuple[ClassFigures, ...]:
    small = {each.name for each in classes if 0 < each.readers.now < smallest}
    if len(small) == 1:
        # One gap alone could be filled in: the school's total less all other classes. So the next smallest goes too.
        others = [each for each in classes if each.readers.now >= smallest]
        small |= {min(others, key=lambda each: each.readers.now).name} if others else set()
    return tuple(_hidden(each) if each.name in small else _told(each, smallest) for each in classes)


def _hidden(figures: ClassFigures) -> ClassFigures:
    return replace(figures, readers=_NOT_SAID, requests=_NOT_SAID, milliseconds=_NOT_SAID)


def _told(figures: ClassFigures, smallest: int) -> ClassFigures:
    readers = figures.readers.without_small(smallest)
    if readers.comparable:
        return figures
    return replace(
        figures,
        readers=readers,
        requests=replace(figures.requests, before=HIDDEN),
        milliseconds=replace(figures.milliseconds, before=HIDDEN),
    )
