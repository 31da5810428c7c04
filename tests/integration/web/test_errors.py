"""Error pages: what is so, what to do, and a code that the log has too."""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cms.foundation.logs import request_id
from cms.web.registry import home_shelves
from cms.web.views import errors
from library_pages.catalogue.enums import Audience
from tests.factories import catalogue, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there(a, anybody):
    response = anybody.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "This page is no longer here." in text_of(response)
    assert 'href="/"' in response.content.decode()


def test_what_is_not_meant_for_her_is_said_to_a_member_of_the_school_only(a):
    book = catalogue.ebook(a.shelf, "Sách của thầy cô", audience=Audience.STAFF)
    said = english(schools.pupil(a)).get(book.url)
    assert said.status_code == 403
    assert "This one is meant for the teachers." in text_of(said)
    assert english(schools.pupil(schools.school())).get(book.url).status_code == 404
    assert "Sách của thầy cô" not in text_of(english().get(book.url))


def test_a_stranger_is_offered_the_way_in(rf):
    request = rf.get("/doi-pin/")
    request.user = AnonymousUser()
    response = errors.permission_denied(request, PermissionDenied("Nein."))
    assert response.status_code == 403
    assert 'href="/vao/?next=/doi-pin/"' in response.content.decode()


@pytest.fixture
def broken():
    """A site on whose home page a part of an upper layer fails."""

    def fail(request, page):
        raise RuntimeError("out of order")

    home_shelves.add(fail)
    yield english(raise_request_exception=False)
    home_shelves._entries.remove((100, fail))


def test_a_fault_of_ours_has_a_code_that_the_log_has_too(a, broken, caplog):
    with caplog.at_level(logging.ERROR, logger="cms.web"):
        response = broken.get("/")
    assert response.status_code == 500
    page = text_of(response)
    assert "Something went wrong on the library's side." in page
    code = next(record.code for record in caplog.records if hasattr(record, "code"))
    assert f"Code for the librarian: {code}" in page
    assert "out of order" not in page


def test_a_fault_is_told_without_asking_the_database(a, rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = schools.pupil(a)  # any other page asks for her school and its menu
    with django_assert_num_queries(0):
        assert errors.server_error(request).status_code == 500


def test_codes_have_four_letters_that_nobody_mistakes():
    codes = {errors.code_of(f"{number:016x}") for number in range(2000)}
    assert all(len(code) == 4 and not set(code) & set("0O1IB8S52Q") for code in codes)
    assert len(codes) > 1900


def test_the_code_is_that_of_the_request(rf):
    token = request_id.set("0123456789abcdef")
    try:
        first = errors.code_of(request_id.get())
    finally:
        request_id.reset(token)
    assert first == errors.code_of("0123456789abcdef")


def test_every_kind_of_error_has_its_page(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    for view, status in ((errors.bad_request, 400), (errors.permission_denied, 403), (errors.page_not_found, 404)):
        response = view(request, Exception(""))
        assert response.status_code == status
        assert b"</html>" in response.content
