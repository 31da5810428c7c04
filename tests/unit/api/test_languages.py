"""The language of an answer."""

import pytest
from django.test import RequestFactory

from cms.api.languages import language_of


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr, en;q=0.5", "en"),
        ("fr", "vi"),
        ("*", "vi"),
        ("fr, *;q=0.5, en;q=0.1", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("x" * 600, "vi"),
    ],
)
def test_the_best_language_that_both_sides_know(header, code):
    assert language_of(RequestFactory().get("/", headers={"accept-language": header})) == code


def test_the_language_cookie_of_the_site_is_not_read():
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = "en"
    assert language_of(request) == "vi"
