"""Each reader sees the same resources on every surface that exists.

Surfaces are collected and not listed: one that nobody has looked at here, or that declares no policy, fails.
"""

import re
import sys
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from cms.foundation.checks import surfaces
from cms.foundation.policies import Policy, surface
from cms.web.models import HomePage
from library_pages.catalogue.models import ShelfPage
from tests.architecture.surfaces import collected
from tests.architecture.surfaces.seen import LOOKS, SITE, site, words_in
from tests.architecture.surfaces.statistics import LEADERS
from tests.architecture.surfaces.world import EXPECTED, MEMBER, PUBLIC, WITHIN, actor, build

# They need a reader, and show her nothing but herself.
ABOUT_ONESELF = {"GET /api/v1/me", "POST /api/v1/auth/sign-out", f"{SITE}doi-pin/", f"{SITE}doi-mat-khau/"}
# They show the pupils of one's own classes (tests/integration/web/test_classes.py).
_OF_A_CLASS = ("", "pin/", "so/", "thay-co/", "ma-dinh-danh/")
ABOUT_CLASSES = {f"{SITE}lop/", *(f"{SITE}lop/<uuid:uid>/{what}" for what in _OF_A_CLASS)}
# They show the grown-ups of one's own school (tests/integration/web/test_roles.py).
ABOUT_ROLES = {f"{SITE}vai-tro/", f"{SITE}vai-tro/<uuid:uid>/"}
# Pages that hold words and pictures of their own and no resources.
WITHOUT_RESOURCES = {"page web.NewsPage", "page web.PlainPage", f"{SITE}thong-ke/thu/", *ABOUT_ROLES}
# They need not show parts, which are shown within their parents.
SHELVES = {SITE, f"page {ShelfPage._meta.label}", f"page {HomePage._meta.label}"}
_LIKE_OTHERS = {"principal", "board"}  # see what teacher and pupil see; left to the deep run
_PLACEHOLDERS = {"uuid": "01a2137d-b0f9-7254-bfd8-e0f0c471507c", "int": "1", "slug": "x", "str": "x", "path": "x"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once: each test works in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def looked_at(surface_name, policy):
    elsewhere = ABOUT_ONESELF | ABOUT_CLASSES | WITHOUT_RESOURCES
    return policy in {Policy.CATALOGUE, Policy.MEMBER} and surface_name not in elsewhere


def expected(name, surface_name):
    if surface_name.startswith(f"{SITE}thong-ke/"):
        # The mail goes to principal and board alike, so it says what the board may see.
        seen = MEMBER["b" if "another" in name else "a"] if surface_name.endswith("number>/") else EXPECTED[name]
        return seen if name in LEADERS else frozenset()
    if surface_name.startswith(("GET /api/v1/public/", "POST /api/v1/public/")):
        return PUBLIC
    needs_reader = " /api/v1/" in surface_name or surface_name == f"{SITE}cua-em/"
    return frozenset() if name == "anonymous" and needs_reader else EXPECTED[name]


def test_every_surface_says_who_may_use_it():
    assert [name for name, policy in collected.all_surfaces().items() if policy is None] == []


def test_every_surface_that_shows_resources_is_looked_at_here():
    found = {name for name, policy in collected.all_surfaces().items() if looked_at(name, policy)}
    assert found - set(LOOKS) == set(), "say in tests/architecture/surfaces/seen.py what is seen there"
    assert set(LOOKS) - found == set(), "these are gone"
    assert set(collected.all_surfaces()) >= ABOUT_ONESELF | ABOUT_CLASSES


def test_no_operation_hides_from_openapi():
    described = {name.partition(" ")[2] for name in collected.all_surfaces() if " /api/v1/" in name}
    assert collected.routes_of_the_api() == described


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.slow if each in _LIKE_OTHERS else ()) for each in EXPECTED]
)
def test_a_reader_sees_the_same_on_every_surface(name, world):
    someone = actor(name, world)
    seen = {surface_name: look(world, someone) for surface_name, look in LOOKS.items()}
    wrong = {
        surface_name: {"too much": sorted(words - should), "too little": sorted(needed - words)}
        for surface_name, words in seen.items()
        for should in [expected(name, surface_name)]
        for needed in [should - WITHIN if surface_name in SHELVES else should]
        if not needed <= words <= should
    }
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["anonymous", pytest.param("teacher", marks=pytest.mark.slow)])
def test_all_other_surfaces_name_no_resource(name, world, settings):
    someone = actor(name, world)
    client = site(someone)
    told = {}
    for urlconf, host in (
        (settings.ROOT_URLCONF, "testserver"),
        (settings.CONTENT_URLCONF, "content.testserver"),
        (settings.INTERNAL_URLCONF, settings.INTERNAL_HOSTS[0]),
    ):
        for route, _view, policy in surfaces(urlconf):
            surface_name = f"{urlconf} /{route}"
            if surface_name in LOOKS or route.startswith((collected.PAGES_ROUTE, "api/v1/")) or not _is_plain(route):
                continue
            with override_settings(ALLOWED_HOSTS=["*"]):
                response = client.get("/" + _filled(route), headers={"host": host})
            body = b"".join(response) if response.streaming else response.content
            if words_in(body.decode(errors="replace")):
                told[surface_name] = (response.status_code, policy)
    assert told == {}


def _is_plain(route):
    return not re.search(r"[\^$\\(]", route)


def _filled(route):
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: _PLACEHOLDERS.get(match.group(1) or "str", "x"), route)


def unmarked(request):
    return HttpResponse("x")


@surface(Policy.OPEN)
def marked(request):
    return HttpResponse("x")


@pytest.mark.parametrize(("view", "starts"), [(unmarked, False), (marked, True)])
def test_a_view_without_a_policy_stops_the_start(view, starts, monkeypatch):
    module = f"probe_urls_{view.__name__}"  # resolvers are kept by the name of their module
    monkeypatch.setitem(sys.modules, module, SimpleNamespace(urlpatterns=[path("probe/", view)]))
    with override_settings(INTERNAL_URLCONF=module):
        found = [message for message in run_checks() if message.id == "foundation.E001"]
        assert ([message.msg for message in found] == []) is starts
        if not starts:
            assert "probe/" in found[0].msg
            with pytest.raises(SystemCheckError, match=r"foundation\.E001"):
                call_command("check")
