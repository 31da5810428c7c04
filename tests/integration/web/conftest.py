"""The site as a visitor meets it, in English, so that no test hangs on a translation."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.factories import schools


def english(user=None, **options) -> Client:
    """A browser that has chosen English, signed in when somebody is given."""
    made = Client(**options)
    made.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    if user is not None:
        made.force_login(user)
    return made


@pytest.fixture
def a(db):
    """A school with a shelf; the only one unless a test makes another."""
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def anybody(db) -> Client:
    """Somebody who has not signed in."""
    return english()


def text_of(response) -> str:
    """What the page says, without tags, in one line."""
    html = response.content.decode() if hasattr(response, "content") else response
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
