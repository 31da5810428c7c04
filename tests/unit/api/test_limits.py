"""How many requests a minute, and how large."""

import pytest
from django.test import RequestFactory

from cms.api import limits
from cms.api.limits import Limit
from cms.foundation.errors import Problem

FEW = Limit("few", 3)


def spend(holder="a", limit=FEW):
    request = RequestFactory().get("/")
    try:
        limits.spend(request, limit, holder)
    finally:
        request.told = limits.headers(request)
    return request.told


def test_the_answer_says_what_is_left(clock):
    assert spend() == {"RateLimit-Policy": '"few";q=3;w=60', "RateLimit": '"few";r=2;t=60'}
    clock.pass_by(seconds=20)
    assert spend()["RateLimit"] == '"few";r=1;t=40'


def test_one_request_too_many_is_refused_until_the_minute_is_over(clock):
    for _ in range(3):
        spend()
    with pytest.raises(Problem) as caught:
        spend()
    assert (caught.value.status, caught.value.code) == (429, "rate-limited")
    assert 60 <= caught.value.extra["retry_after"] < 65
    clock.pass_by(seconds=60)
    assert spend()


def test_holders_and_limits_are_counted_apart(clock):
    for _ in range(3):
        spend("a")
    assert spend("b")
    assert spend("a", Limit("others", 3))


def test_a_school_behind_one_address_has_room_for_a_lesson():
    assert limits.ADDRESS.quota >= 2000


def test_a_large_body_is_refused_by_its_announced_length():
    request = RequestFactory().post("/", data=b"", content_type="application/json")
    request.META["CONTENT_LENGTH"] = str(limits.MAX_BODY + 1)
    with pytest.raises(Problem) as caught:
        limits.refuse_large(request)
    assert (caught.value.status, caught.value.code) == (413, "too-large")
    request.META["CONTENT_LENGTH"] = str(limits.MAX_BODY)
    limits.refuse_large(request)
