"""A school with a pupil and a book."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import catalogue, schools
from tests.factories.callers import Caller
from tests.integration.analytics.mailing import LAST_WEEK, MONDAY_MORNING, read


@pytest.fixture
def at(db, clock) -> SimpleNamespace:
    """A school: `.school .shelf .year …`, on a Tuesday morning."""
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def book(at):
    """A book of that school."""
    return catalogue.ebook(at.shelf, "Dế Mèn phiêu lưu ký")


@pytest.fixture
def pupil(at):
    """A pupil of class 4A."""
    return schools.pupil(at)


@pytest.fixture
def app(pupil) -> Caller:
    return Caller(pupil)


@pytest.fixture
def week(at, book, clock) -> SimpleNamespace:
    """A school of which twelve pupils have read last week, on Monday morning."""
    at.school.created_at = LAST_WEEK - timedelta(days=100)
    at.school.save()
    read(at, book, 12, LAST_WEEK, clock)
    clock.time = MONDAY_MORNING
    return at
