"""Whoever narrows, unpublishes, moves or deletes a resource ends what has been handed out for it, of every kind."""

import pytest

from cms.web.content_origin import packages
from library_pages.catalogue.enums import Audience
from library_pages.media.playing import grants
from tests.factories import publications, recordings, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(db, clock):
    return schools.school()


def book(a, audience):
    page = publications.readable(a.shelf, "Sách", audience=audience)
    package = str(page.source_id)
    return (
        page,
        packages.grant_package(package).token,
        lambda token: packages.opened_by(token, package) is not None,
        (lambda: packages.grant_package(package).token),
    )


def recording(a, audience):
    made = recordings.recording()
    page = recordings.page(a.shelf, played=made, audience=audience)
    recordings.page(a.shelf, played=made, live=False)  # else deleting the one page discards the recording too
    return (
        page,
        grants.grant(made).token,
        lambda token: grants.is_open(token, str(made.pk)),
        (lambda: grants.grant(made).token),
    )


def narrowed(page, _a):
    page.audience = Audience.STAFF
    page.save()


def unpublished(page, _a):
    page.unpublish()


def moved(page, _a):
    page.move(schools.school().shelf, pos="last-child")


def deleted(page, _a):
    page.delete()


@pytest.mark.parametrize("withdraw", [narrowed, unpublished, moved, deleted])
@pytest.mark.parametrize("kind", [book, recording])
def test_what_was_handed_out_ends_when_a_resource_is_withdrawn(
    a, clock, kind, withdraw, django_capture_on_commit_callbacks
):
    page, token, is_open, _anew = kind(a, Audience.SCHOOL)
    assert is_open(token)
    clock.pass_by(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page, a)
    assert not is_open(token)


@pytest.mark.parametrize("kind", [book, recording])
def test_who_may_still_open_it_gets_a_new_one(a, clock, kind, django_capture_on_commit_callbacks):
    page, _token, is_open, anew = kind(a, Audience.SCHOOL)
    clock.pass_by(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        narrowed(page, a)
    assert is_open(anew())


def edited(page):
    page.title = "Tên khác"
    page.save()


def widened(page):
    page.audience = Audience.PUBLIC
    page.save()


@pytest.mark.parametrize("change", [edited, widened])
@pytest.mark.parametrize("kind", [book, recording])
def test_nothing_else_takes_a_book_out_of_a_readers_hands(a, clock, kind, change, django_capture_on_commit_callbacks):
    page, token, is_open, _anew = kind(a, Audience.SCHOOL)
    clock.pass_by(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        change(page)
    assert is_open(token)
