from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from cms.foundation.errors import Problem
from library_pages.reading.models import Visit
from library_pages.reading.services import record_progress
from tests.integration.reading.conftest import locator

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def at(a, clock):
    """Reports a place so many minutes after noon, an hour and more ago."""
    clock.time = NOON + timedelta(days=1)

    def report(minutes, total=0.42, device="phone"):
        with suppress(Problem):  # too late for the place, not for the log
            record_progress(
                a.pupil,
                a.book,
                locator=locator(total),
                modified=NOON + timedelta(minutes=minutes),
                device_id=device,
                device_name=device.title(),
            )

    return report


def logged():
    return [
        (
            visit.device_id,
            (visit.started - NOON).total_seconds() / 60,
            (visit.ended - NOON).total_seconds() / 60,
            visit.seconds,
            visit.from_progression,
            visit.to_progression,
        )
        for visit in Visit.objects.order_by("started", "device_id")
    ]


def test_a_sitting_is_one_visit_from_place_to_place(at):
    at(0, 0.1)
    at(2, 0.2)
    at(3, 0.25)
    assert logged() == [("phone", 0, 3, 180, 0.1, 0.25)]


def test_a_long_silence_ends_the_visit(at):
    at(0, 0.1)
    at(31, 0.2)
    assert logged() == [("phone", 0, 0, 0, 0.1, 0.1), ("phone", 31, 31, 0, 0.2, 0.2)]


def test_a_silence_counts_for_five_minutes_at_most(at):
    at(0, 0.1)
    at(20, 0.2)
    assert logged() == [("phone", 0, 20, 300, 0.1, 0.2)]


def test_each_device_has_visits_of_its_own(at):
    at(0, 0.1)
    at(1, 0.2, device="tablet")
    at(2, 0.3)
    assert logged() == [("phone", 0, 2, 120, 0.1, 0.3), ("tablet", 1, 1, 0, 0.2, 0.2)]


def test_what_was_read_without_a_network_is_logged_though_its_place_lost(at):
    at(60, 0.5)
    at(0, 0.2, device="tablet")
    at(3, 0.3, device="tablet")
    assert logged() == [("tablet", 0, 3, 180, 0.2, 0.3), ("phone", 60, 60, 0, 0.5, 0.5)]


def test_the_same_reports_again_log_nothing_more(at):
    for _time in range(2):
        at(0, 0.1)
        at(4, 0.2)
        at(50, 0.4)
    assert logged() == [("phone", 0, 4, 240, 0.1, 0.2), ("phone", 50, 50, 0, 0.4, 0.4)]


def test_a_report_from_inside_a_sitting_that_arrives_late_changes_nothing(at):
    at(0, 0.1)
    at(4, 0.2)
    at(2, 0.9)
    assert logged() == [("phone", 0, 4, 240, 0.1, 0.2)]


def test_visits_keep_where_they_were(at):
    at(0, 0.1)
    at(2, 0.2)
    visit = Visit.objects.get()
    assert (visit.from_locator, visit.to_locator) == (locator(0.1), locator(0.2))
