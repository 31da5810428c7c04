"""Days, hours and weeks, in the one time zone of the figures.

The Code of Practice names no zone. Ours is fixed, whatever the server's: another one would restate history.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from cms.foundation.outside import whole_number

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEK: Final = timedelta(days=7)
# Years of weeks that can be asked for; those at the ends of the calendar have none before or after them.
_FIRST_YEAR: Final = 2000
_NEVER: Final = 2200


def local(moment: datetime) -> datetime:
    """The moment on the school's clock."""
    return moment.astimezone(ZONE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week from Monday to Sunday (ISO 8601)."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        """The week that a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def read(cls, word: str) -> Self:
        """`2026-W47`.

        Raises:
            ValueError: it is no week.
        """
        first, separator, second = word.partition("-W")
        year, number = (whole_number(digits, most=_NEVER) for digits in (first, second))
        if not separator or year is None or number is None or not _FIRST_YEAR <= year < _NEVER:
            raise ValueError(word)
        return cls(date.fromisocalendar(year, number, 1))

    def __str__(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self) -> int:
        """Its number in the year, 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def year(self) -> int:
        """The year that its number counts in."""
        return self.monday.isocalendar().year

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.monday + _WEEK, time(), ZONE)

    def before(self, weeks: int = 1) -> "Week":
        """The week so many weeks earlier; negative numbers lead on."""
        return Week(self.monday - weeks * _WEEK)
