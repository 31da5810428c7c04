"""Wrong tries at the pupils of a class, as their teacher is told of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet

from cms.accounts.models import SchoolClass, WrongTries
from cms.foundation import clock

MANY_AT_ONE: Final = 8  # a day at one number: a pupil who has forgotten her PIN, or somebody who guesses
_MANY_AT_ALL: Final = 60  # a day at all numbers: more than a class mistypes on the day of its new PINs


@dataclass(frozen=True, slots=True)
class ClassTries:
    """Wrong tries from devices that are nobody's own, by number on the list; also of numbers that nobody has."""

    today: dict[int, int] = field(default_factory=dict)
    yesterday: dict[int, int] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        """At which numbers so much was tried that the teacher should ask."""
        days = (self.today, self.yesterday)
        return tuple(sorted({number for day in days for number, tries in day.items() if tries >= MANY_AT_ONE}))

    @property
    def is_attack(self) -> bool:
        """Whether more was tried than pupils mistype."""
        return bool(self.numbers) or any(sum(day.values()) >= _MANY_AT_ALL for day in (self.today, self.yesterday))


def tries_of(class_ids: Iterable[int] | QuerySet[SchoolClass, Any]) -> dict[int, ClassTries]:
    """The tries at each of these classes, also where there are none; one query."""
    found: dict[int, ClassTries] = defaultdict(ClassTries)
    today = clock.today()
    rows = WrongTries.objects.filter(school_class__in=class_ids, day__gte=today - timedelta(days=1))
    for row in rows:
        tries = found[row.school_class_id]
        (tries.today if row.day == today else tries.yesterday)[row.number] = row.tries
    return found
