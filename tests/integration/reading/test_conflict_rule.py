"""The conflict rule of places, line by line, and as a whole against every order of reports."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.foundation import clock as project_clock
from cms.foundation.errors import Problem
from library_pages.reading import selectors
from library_pages.reading.models import Progress, Visit
from library_pages.reading.services import record_progress
from tests.integration.reading.conftest import locator

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def _stale(problem):
    assert (problem.code, problem.status) == ("progress-stale", 412)
    return problem.extra


@pytest.fixture(autouse=True)
def noon(clock):
    clock.time = NOON
    return clock


@pytest.fixture
def record(a):
    """Reports a place, minutes before noon; answers `(document, stale?)`."""

    def report(total, *, minutes=0, device="phone", restart=False, **members):
        try:
            progress = record_progress(
                a.pupil,
                a.book,
                locator=locator(total, **members),
                modified=NOON - timedelta(minutes=minutes),
                device_id=device,
                device_name=device.title(),
                restart=restart,
            )
        except Problem as problem:
            return _stale(problem)["current"], True
        return selectors.document(progress), False

    return report


def test_the_first_place_is_taken(record):
    assert record(0.42) == (
        {
            "locator": locator(0.42),
            "progression": 0.42,
            "modified": "2026-11-24T05:00:00Z",
            "device": {"id": "phone", "name": "Phone"},
            "furthest": {"locator": locator(0.42), "progression": 0.42},
            "finished": False,
        },
        False,
    )


def test_a_newer_place_wins_from_any_device(record):
    record(0.42, minutes=10)
    document, stale = record(0.50, minutes=5, device="tablet")
    assert (document["progression"], document["device"]["id"], stale) == (0.50, "tablet", False)


def test_a_newer_place_further_back_wins_and_the_furthest_stays_beside_it(record):
    record(0.80, minutes=10)
    document, stale = record(0.30, minutes=5)
    assert (document["progression"], document["furthest"]["progression"], stale) == (0.30, 0.80, False)


def test_an_older_place_is_answered_with_what_counts(record):
    current, _ = record(0.42, minutes=5)
    assert record(0.30, minutes=10, device="tablet") == (current, True)


def test_an_older_place_further_on_moves_the_furthest_only(record):
    record(0.42, minutes=5)
    document, stale = record(0.90, minutes=10, device="tablet")
    assert stale
    assert (document["progression"], document["device"]["id"]) == (0.42, "phone")
    assert document["furthest"] == {"locator": locator(0.90), "progression": 0.90}


def test_of_two_devices_at_the_same_moment_the_first_one_counts(record):
    record(0.42, minutes=5)
    document, stale = record(0.50, minutes=5, device="tablet")
    assert (document["progression"], stale) == (0.42, True)


def test_the_same_report_again_changes_nothing(record):
    first = record(0.42, minutes=5)
    kept = Progress.objects.values().get(), list(Visit.objects.values())
    assert record(0.42, minutes=5) == first
    assert (Progress.objects.values().get(), list(Visit.objects.values())) == kept


def test_a_time_in_the_future_counts_as_now(record, noon):
    document, _ = record(0.42, minutes=-600)
    assert document["modified"] == "2026-11-24T05:00:00Z"
    noon.pass_by(minutes=1)
    document, stale = record(0.50, minutes=-1, device="tablet")
    assert (document["progression"], stale) == (0.50, False)


def test_a_time_without_a_zone_is_taken_for_utc(a):
    progress = record_progress(
        a.pupil,
        a.book,
        locator=locator(),
        modified=datetime(2026, 11, 24, 4),  # noqa: DTZ001
        device_id="",
        device_name="",
    )
    assert progress.modified == NOON - timedelta(hours=1)


@pytest.mark.parametrize("total", [0, -1])
def test_the_beginning_never_replaces_a_later_place(record, total):
    current, _ = record(0.42, minutes=5)
    assert record(total) == (current, True)


def test_the_beginning_replaces_the_beginning(record):
    record(0, minutes=5)
    document, stale = record(0, device="tablet")
    assert (document["device"]["id"], stale) == ("tablet", False)


def test_who_begins_anew_says_so_and_the_furthest_is_forgotten(record):
    record(1, minutes=5)
    document, stale = record(0, restart=True)
    assert not stale
    assert (document["progression"], document["finished"]) == (0, False)
    assert document["furthest"] == {"locator": locator(0), "progression": 0}


def test_what_was_read_before_a_new_beginning_moves_nothing(record):
    record(0.2, minutes=9)
    record(0, minutes=5, restart=True)
    document, stale = record(0.9, minutes=7, device="tablet")
    assert stale
    assert (document["progression"], document["furthest"]["progression"], document["finished"]) == (0, 0, False)


def test_a_look_at_the_cover_gives_way_to_a_place_that_arrives_late(record):
    record(0, minutes=5)
    document, stale = record(0.4, minutes=9, device="tablet")
    assert (document["progression"], stale) == (0.4, False)


def test_beginning_anew_is_no_way_around_the_time(record):
    current, _ = record(0.42, minutes=5)
    assert record(0, minutes=10, restart=True) == (current, True)


@pytest.mark.parametrize("nothing", [None, {}])
def test_an_empty_place_is_no_place(a, record, nothing):
    def empty():
        with pytest.raises(Problem) as caught:
            record_progress(a.pupil, a.book, locator=nothing, modified=NOON, device_id="x", device_name="")
        return caught.value

    assert (empty().code, Progress.objects.count()) == ("locator-not-valid", 0)
    current, _ = record(0.42, minutes=5)
    assert (empty().code, empty().extra["current"]) == ("progress-stale", current)


@pytest.mark.parametrize(("total", "finished"), [(0.98, False), (0.99, True), (1, True)])
def test_who_comes_to_the_end_has_finished(record, total, finished):
    assert record(total)[0]["finished"] is finished


def test_who_has_finished_and_leafs_back_has_still_finished(record):
    record(1, minutes=5)
    assert record(0.2)[0]["finished"]


def test_finishing_without_a_network_counts_though_its_place_comes_too_late(record):
    record(0.3, minutes=5)
    document, stale = record(1, minutes=10, device="tablet")
    assert (stale, document["finished"], document["progression"]) == (True, True, 0.3)


def test_a_place_that_is_none_is_refused_and_nothing_is_written(a):
    with pytest.raises(Problem) as caught:
        record_progress(a.pupil, a.book, locator={"href": "x"}, modified=NOON, device_id="x", device_name="")
    assert caught.value.code == "locator-not-valid"
    assert (Progress.objects.count(), Visit.objects.count()) == (0, 0)


def test_names_of_devices_are_cut_to_their_length(a):
    progress = record_progress(
        a.pupil, a.book, locator=locator(), modified=NOON, device_id="i" * 500, device_name="n" * 500
    )
    assert (len(progress.device_id), len(progress.device_name)) == (64, 120)


def test_without_a_place_the_document_is_always_the_same(a):
    assert selectors.document(selectors.progress_of(a.pupil, a.book)) == {
        "locator": None,
        "progression": 0,
        "modified": None,
        "device": None,
        "furthest": None,
        "finished": False,
    }


def test_recording_costs_a_fixed_number_of_queries(record, django_assert_max_num_queries):
    record(0.2, minutes=10)
    with django_assert_max_num_queries(6):
        record(0.3, minutes=5)


reports = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=8),  # minutes before noon
        st.sampled_from(["phone", "tablet"]),
        st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda report: report[0],
)


@given(sent=reports, order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_order_reports_arrive_in_the_newest_place_and_the_furthest_come_out(a, sent, order):
    Progress.objects.all().delete()
    Visit.objects.all().delete()
    arriving = list(sent)
    order.shuffle(arriving)
    with project_clock.use_clock(lambda: NOON):
        for minutes, device, total in arriving * 2:  # everything twice, as a shaky network sends it
            try:
                record_progress(
                    a.pupil,
                    a.book,
                    locator=locator(total),
                    modified=NOON - timedelta(minutes=minutes),
                    device_id=device,
                    device_name="",
                )
            except Problem as problem:
                _stale(problem)
    progress = selectors.progress_of(a.pupil, a.book)
    assert progress.furthest_progression == max(total for _minutes, _device, total in sent)
    assert progress.finished == any(total == 1 for _minutes, _device, total in sent)
    newest = min(sent, key=lambda report: (report[2] == 0, report[0]))
    assert (progress.progression, progress.modified) == (newest[2], NOON - timedelta(minutes=newest[0]))
    for device in {device for _minutes, device, _total in sent}:
        minutes = [m for m, d, _total in sent if d == device]
        visits = Visit.objects.filter(device_id=device)
        assert max(visit.ended for visit in visits) == NOON - timedelta(minutes=min(minutes))
