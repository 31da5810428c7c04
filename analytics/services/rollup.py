"""From events to facts: a range of sequence numbers at a time, and the watermark moves in the transaction of the facts.

A worker that is killed rolls back; a second one waits for the row and then finds nothing to do.
"""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max

from analytics.counting import COLUMNS, EventRow
from analytics.enums import Quality
from analytics.models import ClassDay, Event, ReaderDay, ReaderWeek, Rollup, TitleDay
from analytics.services.facts import touched_by, write
from analytics.services.horizon import safe_seq
from cms.foundation import clock

DAILY: Final = "daily"
RANGE: Final = 300  # events a transaction: SQLite's other writers wait no longer than a tenth of a second


@dataclass(frozen=True, slots=True)
class RollupState:
    """How far the facts have come; `waiting` events behind that are not in them.

    `schools` are the primary keys of those whose events have been added now.
    """

    seq: int
    waiting: int
    schools: frozenset[int] = frozenset()


def roll_up(*, most_ranges: int = 1000, size: int = 0) -> RollupState:
    """Add up what has arrived, at most so many ranges of it; safe to call at once from anywhere.

    `size` is the number of events of a range, where nobody else is writing yet.
    """
    upper = safe_seq()
    seq = watermark()
    schools: set[int] = set()
    for _range in range(most_ranges):
        if seq >= upper:
            break
        seq, added = _step(upper, size or RANGE)
        schools |= added
    return RollupState(seq, Event.objects.filter(seq__gt=seq).count(), frozenset(schools))


def watermark() -> int:
    """The sequence number up to which every event is in the facts."""
    return Rollup.objects.filter(name=DAILY).values_list("seq", flat=True).first() or 0


def rebuild() -> int:
    """Make all facts anew from the events that there are; the number of events."""
    with transaction.atomic():
        Rollup.objects.select_for_update().filter(name=DAILY).update(seq=0)  # holds up whoever rolls up now
        for model in (ReaderDay, ReaderWeek, TitleDay, ClassDay):
            model._default_manager.all().delete()
    roll_up(most_ranges=10**9)
    return Event.objects.count()


def _step(upper: int, size: int) -> tuple[int, set[int]]:
    """Up to where one range has brought the facts, and the schools it was about."""
    Rollup.objects.get_or_create(name=DAILY, defaults={"rolled_at": clock.now()})
    with transaction.atomic():
        state = Rollup.objects.select_for_update().get(name=DAILY)
        behind = Event.objects.filter(seq__gt=state.seq, seq__lte=upper).order_by("seq")
        top: int | None = behind[:size].aggregate(top=Max("seq"))["top"]
        if top is None:
            return max(state.seq, upper), set()
        rows = behind.filter(seq__lte=top).exclude(quality=Quality.QUARANTINED).values_list(*COLUMNS)
        days = touched_by([EventRow(*row) for row in rows], up_to=top)
        if days:
            write(days, up_to=top)
        state.seq, state.rolled_at = top, clock.now()
        state.save(update_fields=["seq", "rolled_at"])
    return top, {each.school_id for each in days}
