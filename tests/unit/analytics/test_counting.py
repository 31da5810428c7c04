"""What a person's day adds up to: COUNTER's rules, whatever the order in which events arrive."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.calendar import ZONE, local
from analytics.counting import NO_ITEM, EventRow
from analytics.statistics import counted, nothing

DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=ZONE)
ITEMS = (UUID(int=1), UUID(int=2))
PLAYS = ("a", "b")


def told(number, kind, at, item=ITEMS[0], class_id=5, role="pupil", **value):
    here = local(at)
    whose, what = (class_id, "5A", 5, role), (kind, item, "some_type", 7)
    return EventRow(UUID(int=number), UUID(int=9), 1, here.date(), here.hour, at, *whose, *what, value)


def clicks(*seconds, kind="request"):
    return [told(index, kind, MORNING + timedelta(seconds=each)) for index, each in enumerate(seconds)]


def total(events, day=DAY):
    whole = nothing()
    for figures in counted(events, day).values():
        whole.plus(figures)
    return whole


@pytest.mark.parametrize(
    ("seconds", "requests"),
    [
        ((0,), 1),
        ((0, 29), 1),
        ((0, 30), 1),
        ((0, 31), 2),
        ((0, 35), 2),
        ((0, 25, 50, 75), 1),  # a chain: each is dropped for its successor
        ((0, 50), 2),
        ((0, 50, 25), 1),
        ((0, 0), 1),
    ],
)
def test_a_double_click_counts_once(seconds, requests):
    assert total(clicks(*seconds))["requests"] == requests


def test_a_request_is_an_investigation_too():
    events = [told(1, "investigate", MORNING), told(2, "request", MORNING + timedelta(seconds=5))]
    assert (total(events)["investigations"], total(events)["requests"]) == (2, 1)


def test_an_item_is_unique_once_an_hour():
    events = clicks(0, 40, 80, 3600)
    assert (total(events)["requests"], total(events)["unique_requests"]) == (4, 2)


def test_clicks_on_two_items_are_not_double():
    events = [told(1, "request", MORNING), told(2, "request", MORNING + timedelta(seconds=2), ITEMS[1])]
    assert total(events)["requests"] == 2


def test_a_click_before_midnight_is_dropped_for_one_after_it():
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=ZONE)
    events = [told(1, "request", midnight - timedelta(seconds=10)), told(2, "request", midnight + timedelta(seconds=5))]
    assert total(events)["requests"] == 0
    assert total(events, DAY + timedelta(days=1))["requests"] == 1


def test_a_day_is_the_schools_day():
    at = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert total([told(1, "request", at)])["requests"] == 1


def test_a_play_counts_its_whole_length_once():
    events = [
        told(1, "media_progress", MORNING, play="a", snapshot=1, wall_ms=30_000),
        told(2, "media_progress", MORNING, play="a", snapshot=3, wall_ms=70_000),
        told(3, "media_progress", MORNING, play="a", snapshot=2, wall_ms=60_000),
        told(4, "media_progress", MORNING, play="b", snapshot=1, wall_ms=5_000),
    ]
    assert total(events)["milliseconds"] == 75_000


def test_a_play_over_midnight_is_shared_between_the_days():
    evening = datetime(2026, 11, 24, 23, 59, tzinfo=ZONE)
    events = [
        told(1, "media_progress", evening, play="a", snapshot=1, wall_ms=50_000),
        told(2, "media_progress", evening + timedelta(minutes=5), play="a", snapshot=2, wall_ms=350_000),
    ]
    assert total(events)["milliseconds"] == 50_000
    assert total(events, DAY + timedelta(days=1))["milliseconds"] == 300_000


def test_a_day_has_no_more_than_24_hours():
    events = [
        told(number, "page_progress", MORNING, ITEMS[number % 2], dwell_ms=3_600_000, progression=0.5)
        for number in range(40)
    ]
    assert total(events)["milliseconds"] == 24 * 3_600_000


def test_an_item_is_finished_once_a_day():
    assert total(clicks(0, 60, 900, kind="finish"))["finishes"] == 1


def test_searches_belong_to_no_item():
    events = [
        told(1, "search", MORNING, None, term="a", results=0),
        told(2, "search", MORNING, None, term="b", results=4),
    ]
    (key,) = counted(events, DAY)
    assert key.item == NO_ITEM
    assert (total(events)["searches"], total(events)["empty_searches"]) == (2, 1)


def test_classes_and_staff_are_kept_apart():
    events = [
        told(1, "request", MORNING),
        told(2, "request", MORNING + timedelta(minutes=2), class_id=6),
        told(3, "request", MORNING + timedelta(minutes=4), class_id=None, role="teacher"),
    ]
    assert {(key.class_id, key.is_pupil) for key in counted(events, DAY)} == {(5, True), (6, True), (0, False)}


seconds = st.integers(-200, 90_000)
events = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["request", "investigate", "download", "finish"]), seconds, st.sampled_from(ITEMS)),
        st.tuples(st.just("media_progress"), seconds, st.sampled_from(ITEMS)),
        st.tuples(st.just("page_progress"), seconds, st.sampled_from(ITEMS)),
    ),
    max_size=25,
)


def stream(drawn):
    midnight = datetime(2026, 11, 24, tzinfo=ZONE)
    values = {"play": "a", "snapshot": 1, "wall_ms": 1000, "dwell_ms": 700}
    return [
        told(number, kind, midnight + timedelta(seconds=second), item, **(values | {"snapshot": number}))
        for number, (kind, second, item) in enumerate(drawn)
    ]


@given(events, st.randoms())
def test_order_and_repetition_change_nothing(drawn, random):
    straight = stream(drawn)
    shuffled = [*straight, *straight]
    random.shuffle(shuffled)
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        assert counted(shuffled, day) == counted(straight, day)


@given(st.lists(st.integers(0, 400), max_size=30))
def test_clicks_are_counted_as_by_the_letter_of_the_code(drawn):
    kept = 0
    ordered = sorted(drawn)
    for index, second in enumerate(ordered):
        later = ordered[index + 1 :]
        kept += not (later and later[0] - second <= 30)
    assert total(clicks(*drawn))["requests"] == kept
