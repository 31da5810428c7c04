"""Devices that were away all summer: their events count as if they had been here, and older ones change nothing."""

import shutil
from datetime import date, timedelta

import pytest
from django.conf import settings

from analytics.calendar import Week
from analytics.enums import Kind
from analytics.models import Event, TitleDay
from analytics.selectors.week import week_figures
from analytics.services import ingest, releases, rollup, spool
from analytics.services.forgetting import forget_old
from analytics.services.items import described
from cms.accounts.reader import reader_for
from cms.foundation import clock as time
from tests.factories import schools
from tests.factories.streams import facts
from tests.factories.usage import event

W48 = Week(date(2026, 11, 23))


def late(clock, days):
    """Days pass, with what is done each night."""
    for _day in range(days):
        clock.pass_by(days=1)
        rollup.roll_up()
        forget_old()


def take(person, *events):
    return ingest.take(reader_for(person), list(events), sent_at=time.now(), device="d")


def test_what_comes_after_94_days_is_added_to_what_was_there(pupil, book, clock):
    moment = clock()
    take(pupil, event("request", book.uid, moment), event("request", book.uid, moment - timedelta(hours=1)))
    kept = [event("request", book.uid, moment - timedelta(hours=hours)) for hours in (2, 3)]
    late(clock, 94)
    take(pupil, *kept)
    rollup.roll_up()
    assert sum(row.requests for row in TitleDay.objects.all()) == 4
    before = facts()
    late(clock, 10)
    assert not Event.objects.exists()
    assert facts() == before


def test_what_comes_after_96_days_changes_nothing(pupil, book, clock):
    moment = clock()
    take(pupil, event("request", book.uid, moment))
    rollup.roll_up()
    before = facts()
    late(clock, 96)
    outcome = take(pupil, event("request", book.uid, moment - timedelta(hours=2)))
    assert (outcome.accepted, outcome.quarantined) == (0, 1)
    late(clock, 1)
    assert facts() == before


@pytest.mark.parametrize(
    ("days", "pupils", "openings"), [(88, 5, 17), (88, 4, 12), (100, 5, 12)], ids=["enough", "few", "too late"]
)
def test_a_released_week_is_restated_by_five_pupils_for_as_long_as_events_may_come(
    at, book, clock, days, pupils, openings
):
    people, moment = [schools.pupil(at) for _ in range(17)], clock()
    for person in people[:12]:
        take(person, event("request", book.uid, moment))
    clock.pass_by(days=6)
    releases.release(at.school, W48)
    clock.pass_by(days=days)
    for person in people[12 : 12 + pupils]:
        take(person, event("request", book.uid, moment))
    releases.release(at.school, W48)
    assert week_figures(at.school, W48, smallest=5).whole["requests"].now == openings


def test_what_was_noted_a_summer_ago_and_never_taken_in_is_left_out(at, book, pupil, clock):
    shutil.rmtree(settings.USAGE_SPOOL_DIR, ignore_errors=True)
    spool.note(reader_for(pupil), Kind.REQUEST, item=described(book))
    clock.pass_by(days=96)
    spool.note(reader_for(pupil), Kind.REQUEST, item=described(book))
    assert spool.drain() == 1
    assert Event.objects.get().occurred_at == clock()


def test_a_day_outlasts_an_event_that_waits_to_be_counted(pupil, book, clock, monkeypatch):
    moment = clock()
    take(pupil, event("request", book.uid, moment))
    rollup.roll_up()
    clock.pass_by(days=94)
    take(pupil, *(event("request", book.uid, moment - timedelta(minutes=minutes)) for minutes in range(10, 70, 10)))
    clock.pass_by(days=20)  # the machine was off, and is slow
    monkeypatch.setattr(rollup, "RANGE", 1)
    assert forget_old() == 0
    rollup.roll_up()
    assert TitleDay.objects.get().requests == 7


def test_a_play_outlasts_its_last_report(pupil, book, clock):
    play, moment = "01a2137d-b0f9-7254-bfd8-e0f0c4715001", clock()

    def report(at, number, seconds):
        return event("media_progress", book.uid, at, play=play, snapshot=number, wall_seconds=seconds, rate=1)

    take(pupil, report(moment, 1, 600))
    clock.pass_by(days=2)
    take(pupil, report(clock(), 2, 900))
    late(clock, 99)
    take(pupil, report(clock() - timedelta(days=94), 3, 1000))
    rollup.roll_up()
    assert sum(row.milliseconds for row in TitleDay.objects.all()) == 1_000_000
