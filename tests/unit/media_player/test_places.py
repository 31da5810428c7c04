"""Seconds of a recording, said to people."""

import pytest
from django.utils.translation import override

from library_pages.media.times import second_of, time_label


def at(fragment):
    return {"href": f"#{fragment}", "locations": {"fragments": [fragment]}}


@pytest.mark.parametrize(
    ("fragment", "vietnamese", "english"),
    [
        ("t=40.9", "40 giây", "40 seconds"),
        ("t=760", "12 phút 40", "12 min 40"),
        ("t=605.5", "10 phút 05", "10 min 05"),
        ("t=3912", "1 giờ 05 phút", "1 hr 05 min"),
    ],
)
def test_a_second_is_said_as_one_says_it(fragment, vietnamese, english):
    with override("vi"):
        assert time_label(at(fragment), "x") == vietnamese
    with override("en"):
        assert time_label(at(fragment), "x") == english


@pytest.mark.parametrize("fragment", ["page=3", "t=", "t=-3", "t=1e5", "xt=5", "t=5 "])
def test_anything_else_is_said_by_its_label(fragment):
    assert second_of(at(fragment)) is None
    assert time_label(at(fragment), "Trang 3") == "Trang 3"


def test_a_locator_without_fragments_may_say_it_in_its_address():
    assert second_of({"href": "#t=12"}) == 12.0
    assert second_of({}) is None
