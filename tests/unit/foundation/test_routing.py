"""What is decided by address is decided by the view that answers, however the address is spelt."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from cms.accounts.enums import Role
from cms.foundation.routing import is_api, match_of
from cms.run.web.door import adjustments
from cms.run.web.limits import Limits
from cms.web.middleware import ADMIN_CSP, MUST_CHANGE_PIN, SITE_CSP
from cms.web.upload_pass import is_held
from tests.factories import catalogue, schools

MOVED = {"SCRIPT_NAME": "/elsewhere"}  # as a server gives it: the path then begins with it, what is resolved does not


@pytest.fixture
def moved(settings):
    """Django as it is without our setting, which would drop the header before anybody decides."""
    settings.FORCE_SCRIPT_NAME = None
    return _signed_in


def _signed_in(user):
    client = Client(**MOVED)
    client.force_login(user)
    return client


@pytest.mark.parametrize(("path", "name"), [("/vao/", "web:sign_in"), ("/admin/", "wagtailadmin_home"), ("/x.y", None)])
def test_the_view_is_known_before_it_is_asked_for(path, name):
    match = match_of(RequestFactory().get(path, **MOVED))
    assert (match.view_name if match else None) == name


@pytest.mark.parametrize(
    ("path", "answer"), [("/api/v1/me", True), ("/api/none", True), ("/vao/", False), ("/x.y", False)]
)
def test_the_api_is_known_by_its_routes(path, answer):
    assert is_api(RequestFactory().get(path, **MOVED)) is answer


@pytest.mark.django_db
def test_the_admin_is_guarded_wherever_it_seems_to_be(moved):
    a, b = schools.school(), schools.school()
    page = catalogue.ebook(b.shelf)
    librarian = moved(schools.user(Role.LIBRARIAN, a))
    assert librarian.get(f"/admin/pages/{page.pk}/edit/").status_code == 404
    assert librarian.get(f"/admin/pages/{a.shelf.pk}/edit/").status_code == 200
    assert librarian.get("/admin/media/").status_code == 404


@pytest.mark.django_db
def test_headers_follow_the_view(moved):
    librarian = moved(schools.user(Role.LIBRARIAN, schools.school()))
    assert librarian.get("/admin/")["Content-Security-Policy"] == ADMIN_CSP
    assert librarian.get("/vao/")["Content-Security-Policy"] == SITE_CSP


@pytest.mark.django_db
def test_the_way_to_an_own_pin_follows_the_view(moved):
    pupil = moved(schools.pupil(schools.school()))
    session = pupil.session
    session[MUST_CHANGE_PIN] = True
    session.save()
    assert pupil.get("/doi-pin/").status_code == 200
    assert pupil.get("/look/x/types.css").status_code == 200
    assert pupil.get("/api/v1/me").status_code == 200
    assert pupil.get("/cua-em/").status_code == 302


@pytest.mark.django_db
def test_the_language_follows_the_view(moved):
    client = Client(headers={"accept-language": "en"}, **MOVED)
    assert (
        client.get("/api/v1/me").json()["title"]
        != client.get("/api/v1/me", headers={"accept-language": "vi"}).json()["title"]
    )


@pytest.mark.django_db
def test_the_site_stands_at_its_root_whatever_a_header_says():
    answer = Client(**MOVED).get("/vao/")
    assert answer.wsgi_request.path == "/vao/"
    assert "/elsewhere" not in answer.content.decode()


def test_the_server_takes_neither_a_path_nor_a_scheme_from_headers():
    options = adjustments(Limits(connections=10), threads=1, may_upload=is_held)
    assert options.url_prefix == ""
    assert options.trusted_proxy is None
