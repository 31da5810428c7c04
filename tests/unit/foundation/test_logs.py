import json
import logging

import pytest
from django.test import RequestFactory

from cms.foundation import clock, grants
from cms.foundation.logs import JsonFormatter, without_secrets

TOKENS = [
    "WyJwYWNrYWdlIiwieCIsMTc2NF0.q1w2e3r4t5y6u7i8o9p0a1s2d3f",
    "3-17.k3J9sD8fG7hJ6kL5pO4iU3yT2rE1wQ0aZ9xC8vB7nM6",
]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("words", ["{}", "Internal Server Error: /x/{}/y", "KeyError: '{}'", '"{}"', "a={}&b=1"])
def test_whatever_is_signed_is_left_out(token, words):
    assert token[-20:] not in without_secrets(words.format(token))


def test_a_real_grant_is_left_out():
    claims = grants.GrantClaims(subject="7", scope="recording", expires=clock.now())
    assert "…" in without_secrets(grants.sign(claims))


@pytest.mark.parametrize(
    "line",
    [
        "/set-up/abc123/ failed",
        "Authorization: Bearer abc123",
        "Cookie: sessionid=abc123; csrftoken=abc123",
        "GET /m/abc123/x/full/master.m3u8",
        "/hinh/abc123/7/300/",
    ],
)
def test_what_stands_where_a_token_does_is_left_out(line):
    assert "abc123" not in without_secrets(line)


@pytest.mark.parametrize(
    "line",
    [
        "Task library_pages.media.tasks.prepare[0b1c9c1e-6c0e-4f5c-8f6e-1a2b3c4d5e6f] received",
        "library_pages.catalogue.admin.guard: 42",
        "2026-11-30T13:31:19.319+00:00",
        "/tai-lieu/01a22cc4-7b75-7944-b2aa-d6f5520aab1d/",
        "django.core.exceptions.ObjectDoesNotExist",
    ],
)
def test_ordinary_words_stay(line):
    assert without_secrets(line) == line


def test_a_request_is_named_by_its_route_and_its_id():
    request = RequestFactory().get("/m/secret-token/rest?q=ten-cua-em")
    record = logging.makeLogRecord({"msg": "Internal Server Error: %s", "args": (request.path,), "request": request})
    record.request_id = "id-of-the-request"
    line = json.loads(JsonFormatter().format(record))
    assert line["request"] == "id-of-the-request"
    assert line["message"] == "Internal Server Error: "
    assert "secret-token" not in str(line)
    assert "ten-cua-em" not in str(line)
