"""Taking events away: those of the sample, and those that are too old to be kept."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, QuerySet

from analytics.counting import COLUMNS, EventRow
from analytics.enums import Quality
from analytics.models import Event, ReaderDay, ReaderWeek, Rollup
from analytics.services.facts import touched_by, write
from analytics.services.releases import forget, release_full_weeks
from analytics.services.rollup import DAILY, watermark
from analytics.services.times import OLDEST
from cms.foundation import clock

# A person's day is counted from all of its events, so they outlast the last one that may still come, which may be about
# the day before.
EVENTS_KEPT: Final = OLDEST + timedelta(days=5)
_NEIGHBOURS: Final = timedelta(days=2)  # days that an event has a part in
READERS_KEPT: Final = timedelta(days=480)  # a school year and a term
_AT_ONCE: Final = 5000


def take_back(events: QuerySet[Event]) -> int:
    """Delete events and what they added to the facts; the number of them."""
    with transaction.atomic():
        state = Rollup.objects.select_for_update().filter(name=DAILY).first()
        forget(set(events.values_list("school", flat=True)))
        rows = [EventRow(*row) for row in events.values_list(*COLUMNS)]
        up_to = state.seq if state else 0
        days = touched_by(rows, up_to=up_to)
        deleted, _by_model = events.delete()
        if days:
            write(days, up_to=up_to)
    return deleted


def forget_old() -> int:
    """Delete events after 100 days, their facts stay; and after a year and a term what says who has read.

    Weeks that are over are released before, since that is where what was searched for is kept. Deletes some at a time,
    and nothing that an event still needs: one that is not in the facts yet, or a later one of the same play, whose
    length so far is taken off.
    """
    release_full_weeks()
    moment = clock.now()
    done = watermark()
    waiting = Event.objects.filter(seq__gt=done).exclude(quality=Quality.QUARANTINED)
    first = waiting.aggregate(first=Min("occurred_at"))["first"]
    before = min(moment - EVENTS_KEPT, first - _NEIGHBOURS) if first else moment - EVENTS_KEPT
    later = Event.objects.filter(play=OuterRef("play"), occurred_at__gte=before)
    old = Event.objects.filter(~Exists(later), occurred_at__lt=before, seq__lte=done)
    keys = list(old.order_by("seq").values_list("seq", flat=True)[:_AT_ONCE])
    Event.objects.filter(seq__in=keys).delete()
    day = (moment - READERS_KEPT).date()
    ReaderDay.objects.filter(day__lt=day).delete()
    ReaderWeek.objects.filter(week__lt=day).delete()
    return len(keys)
