from datetime import date

import pytest
from django.utils import translation

from analytics import wording
from analytics.calendar import Week
from analytics.charts.scale import lines
from analytics.figures import HIDDEN, Comparison


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Comparison(107, 100), "tăng 7% so với tuần 46"),
        (Comparison(97, 100), "giảm 3% so với tuần 46"),
        (Comparison(100, 100), "bằng tuần 46"),
        (Comparison(1001, 1000), "xấp xỉ tuần 46"),
        (Comparison(72_103_118, 72_000_000), "xấp xỉ tuần 46"),
        (Comparison(5, 3), "nhiều hơn 2 so với tuần 46"),
        (Comparison(3, 5), "ít hơn 2 so với tuần 46"),
        (Comparison(0, 40), "giảm 100% so với tuần 46"),
        (Comparison(4, 0), "tuần 46 chưa có"),
        (Comparison(0, 0), ""),
        (Comparison(HIDDEN, 9), ""),
    ],
)
def test_a_change_is_said_in_words(figure, words):
    assert wording.change(figure, "tuần 46") == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 phút"), (1, "1 phút"), (59, "59 phút"), (65, "1 giờ 05 phút"), (600, "10 giờ"), (62_760, "1.046 giờ")],
)
def test_times_are_said_as_vietnamese_says_them(minutes, words):
    assert wording.time(minutes * 60_000) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16 đến 22/11/2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30/11 đến 6/12/2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28/12/2026 đến 3/1/2027"),
    ],
)
def test_a_week_is_said_by_its_days(first, last, words):
    assert wording.days(first, last) == words


@pytest.mark.parametrize(
    ("highest", "values"),
    [(0, ()), (1, (1,)), (3, (1, 2, 3)), (9, (5,)), (612, (200, 400, 600)), (199, (50, 100, 150)), (1046, (500, 1000))],
)
def test_grid_lines_stand_at_round_steps(highest, values):
    assert lines(highest) == values


@pytest.mark.parametrize("word", ["2026-W48", "2026-W01", "2020-W53"])
def test_a_week_is_written_as_it_is_read(word):
    assert str(Week.read(word)) == word


@pytest.mark.parametrize("word", ["2026-W54", "2026W48", "2026-W", "-W1", "2026-W-1", "0000-W01"])
def test_what_is_no_week_is_refused(word):
    with pytest.raises(ValueError):  # noqa: PT011  (whichever of them it is)
        Week.read(word)
