"""Days, hours and weeks, in the one time zone of the figures.

The Code of Practice names no zone. Ours is fixed, whatever the server's: another one would restate history.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEK: Final = timedelta(days=7)


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
        year, separator, number = word.partition("-W")
        if not separator or not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
            raise ValueError(word)
        return cls(date.fromisocalendar(int(year), int(number), 1))

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
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.monday + _WEEK, time(), ZONE)

    def before(self, weeks: int = 1) -> "Week":
        """The week so many weeks earlier; negative numbers lead on."""
        return Week(self.monday - weeks * _WEEK)
