"""Every door of the site, found in the resolver, as everybody who may stand before it: none sends her in circles."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import RedirectCycleError
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.accounts.enums import Role
from cms.accounts.services import end_membership
from cms.foundation.checks import surfaces
from cms.web.middleware import MUST_CHANGE_PIN
from cms.web.models import NewsPage
from tests.factories import people, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

_ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")
_FILLED = {"uuid": "01a2137d-b0f9-7254-bfd8-e0f0c471507c", "int": "1"}
# End the session, or fail on purpose.
_LEFT_OUT = re.compile(r"/(admin/logout|admin/failwhale|ra)/")
_LIKE_A_LIBRARIAN = {"administrator", "province", "operator"}  # met on the same views; left to the deep run
EDITORS = {"librarian", *_LIKE_A_LIBRARIAN}


def first_pin(at):
    """A pupil who must choose a PIN of her own first."""
    client = english(people.enrolled(at, must_change=True).user)
    session = client.session
    session[MUST_CHANGE_PIN] = True
    session.save()
    return client


def former_pupil(at):
    """One whose membership ended before she chose a PIN."""
    pupil = people.enrolled(at, must_change=True)
    client = english(pupil.user)
    session = client.session
    session[MUST_CHANGE_PIN] = True
    session.save()
    end_membership(pupil.membership)
    return client


def shut_out(at):
    """One whose account was closed before she chose a PIN."""
    client = first_pin(at)
    pupil = at.school.memberships.get().user
    pupil.is_active = False
    pupil.save()
    return client


WHO = {
    "anybody": lambda _at: english(),
    "pupil": lambda at: english(people.enrolled(at).user),
    "pupil with a first PIN": first_pin,
    "former pupil": former_pupil,
    "shut out": shut_out,
    "nobody's member": lambda _at: english(people.staff()),
    "teacher": lambda at: english(people.staff(role=Role.TEACHER, at=at)),
    "board": lambda at: english(people.staff(role=Role.BOARD, at=at)),
    "principal": lambda at: english(people.staff(role=Role.PRINCIPAL, at=at)),
    "librarian": lambda at: english(people.staff(role=Role.LIBRARIAN, at=at)),
    "administrator": lambda at: english(people.staff(role=Role.ADMINISTRATOR, at=at)),
    "province": lambda _at: english(people.staff(role=Role.PROVINCE)),
    "operator": lambda _at: english(schools.user(is_superuser=True, is_staff=True)),
}


def doors(*, admin: bool):
    """Addresses of all views; those of the admin without arguments, or only its first page."""
    for route, _view, _policy in surfaces("cms.urls"):
        path = "/" + _ARGUMENT.sub(lambda part: _FILLED.get(part[1], "x"), route)
        if path.startswith("/api/") or _LEFT_OUT.match(path) or set(path) & set("^$()\\"):
            continue  # the API leads nowhere else
        if path.startswith("/admin/") and (_ARGUMENT.search(route) or not admin) and path != "/admin/":
            continue
        yield path


@pytest.fixture
def a(a):
    """With pages and files that only a group may open."""
    group = Group.objects.create(name="lớp chuyên")
    a.home.add_child(instance=NewsPage(title="Chuyện riêng", slug="chuyen-rieng"))
    page = NewsPage.objects.get()
    PageViewRestriction.objects.create(page=page, restriction_type="groups").groups.add(group)
    collection = Collection.objects.get(name=a.school.name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups").groups.add(group)
    Document.objects.create(title="Đề", file=SimpleUploadedFile("de.txt", b"de"), collection=collection)
    a.closed = [page.url, Document.objects.get().url]
    return a


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.slow if each in _LIKE_A_LIBRARIAN else ()) for each in WHO]
)
def test_no_door_sends_anybody_round(a, name):
    client = WHO[name](a)
    client.raise_request_exception = False
    circles, asked = [], 0
    closed = a.closed[:1] if name == "operator" else a.closed  # for whom the file is open, as a stream that nobody ends
    for path in (*doors(admin=name in EDITORS), *closed, "/vao/?next=/vao/", "/vao/?next=/admin/login/?next=/admin/"):
        asked += 1
        try:
            client.get(path, follow=True)
        except RedirectCycleError as error:
            circles.append((path, [address for address, _status in error.redirect_chain][:3]))
    assert circles == []
    assert asked > 30


@pytest.mark.parametrize("name", ["pupil", "teacher", "board", "principal", "nobody's member"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/site-history/", "/admin/upload/ebook/"])
def test_who_is_no_editor_is_told_so_at_the_admin_and_shown_the_way_home(a, name, path):
    response = WHO[name](a).get(path)
    assert response.status_code == 403
    assert "This is for those who look after the library." in text_of(response)
    assert 'href="/"' in response.content.decode()


@pytest.mark.parametrize("name", ["librarian", "administrator", "province", "operator"])
def test_editors_come_in(a, name):
    assert WHO[name](a).get("/admin/").status_code == 200


def test_what_a_group_alone_may_open_is_refused_to_others_who_have_signed_in(a):
    said = ("This is not open to you.", "This is for those who look after the library.")  # the page, and the file
    for path, words in zip(a.closed, said, strict=True):
        response = WHO["teacher"](a).get(path, follow=True)
        assert response.status_code == 403
        assert words in text_of(response)


def test_whoever_has_signed_in_is_led_on_to_where_she_wanted_to_go(a):
    response = WHO["pupil"](a).get("/vao/?next=/cua-em/", follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == "/cua-em/"


@pytest.mark.parametrize("name", ["former pupil", "shut out"])
def test_who_can_not_choose_a_pin_any_more_is_not_held_at_that_page(a, name):
    assert WHO[name](a).get("/").status_code == 200
