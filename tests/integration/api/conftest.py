"""A school with a few resources, and the apps of its readers."""

from types import SimpleNamespace

import pytest

from cms.accounts.enums import Role
from library_pages.catalogue.enums import Audience
from tests.factories import people, publications, schools
from tests.factories.callers import Caller


@pytest.fixture
def school(db, clock):  # the clock first: who joins later than now is no member yet
    return schools.school("Trường A")


@pytest.fixture
def pupil(school):
    return people.enrolled(school)


@pytest.fixture
def app(pupil):
    """The app of a pupil."""
    return Caller(pupil.user)


@pytest.fixture
def anybody(db):
    """An app without a reader."""
    return Caller()


@pytest.fixture
def teacher(school):
    return Caller(people.staff(role=Role.TEACHER, at=school))


@pytest.fixture
def library(school):
    """An e-book of every audience: `.public .school .staff .draft`."""
    books = {
        audience.value: publications.readable(
            school.shelf, f"Sách {audience.value}", "Nghé nhìn vầng trăng.", audience=audience, author="Tô Hoài"
        )
        for audience in Audience
    }
    draft = publications.readable(school.shelf, "Sách nháp", audience=Audience.PUBLIC, live=False)
    return SimpleNamespace(**books, draft=draft)
