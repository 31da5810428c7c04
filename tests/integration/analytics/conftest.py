"""A school with a pupil and a book."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.factories import catalogue, schools
from tests.factories.callers import Caller


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
