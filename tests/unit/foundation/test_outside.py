import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cms.foundation.outside import BIGGEST, moment, read_json, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        (str(BIGGEST), BIGGEST),
        (str(BIGGEST + 1), BIGGEST),
        ("9" * 20, BIGGEST),
        ("9" * 5_000, BIGGEST),
        ("0" * 5_000 + "7", 7),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1_0", None),
        ("1.0", None),
        (" 1", None),
        ("٣", None),
        ("²", None),
    ],
)
def test_a_number_is_read_or_bounded_or_none(text, number):
    assert whole_number(text) == number


def test_a_bound_of_ones_own_is_kept():
    assert [whole_number(text, most=500) for text in ("499", "501", "9" * 5_000)] == [499, 500, 500]


@pytest.mark.parametrize(
    "given",
    [
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=14))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(1899, 12, 31, 23, tzinfo=UTC),
        datetime(2200, 1, 1, tzinfo=UTC),
        datetime(2026, 1, 1),  # noqa: DTZ001  (the point)
    ],
)
def test_a_time_that_nobody_means_is_none(given):
    assert moment(given) is None


def test_any_other_time_comes_in_utc():
    given = datetime(2026, 11, 24, 7, tzinfo=timezone(timedelta(hours=7)))
    assert moment(given) == datetime(2026, 11, 24, tzinfo=UTC)
    assert moment(given).tzinfo is UTC


@pytest.mark.parametrize(
    "word", ["9" * 5_000, "-" + "9" * 5_000, "9" * 20, "1e400", "-1e400", "NaN", "Infinity", "-Infinity"]
)
def test_a_number_that_can_not_be_computed_with_is_null(word):
    assert read_json(f'{{"rows": [{{"n": {word}}}, {{"n": 3}}]}}'.encode()) == {"rows": [{"n": None}, {"n": 3}]}


def test_ordinary_numbers_stay_as_they_are():
    said = [0, -1, 1.5, -2e-3, BIGGEST, -BIGGEST, True, None, "9" * 30]
    assert read_json(json.dumps(said).encode()) == said


def test_what_no_database_stores_as_text_is_replaced():
    assert read_json(rb'{"a\u0000b": ["\ud800x", "\ud83d\ude00", "\\u0000"]}') == {
        "a\ufffdb": ["\ufffdx", "😀", "\\u0000"]
    }


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_an_error_of_one_kind(body):
    with pytest.raises(ValueError):  # noqa: PT011  (what Ninja answers with 400)
        read_json(body)
