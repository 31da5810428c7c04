"""Headers of the site."""

import pytest

from cms.accounts.enums import Role
from cms.web.middleware import ADMIN_CSP, SITE_CSP
from tests.factories import catalogue, schools
from tests.integration.web.conftest import english

pytestmark = pytest.mark.django_db


def sources(policy: str) -> dict[str, list[str]]:
    return {name: rest for name, *rest in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", ["/", "/vao/", "/tin/", "/khong-co/", "/look/x/types.css"])
def test_every_answer_of_the_site_carries_the_strict_policy(a, anybody, path):
    headers = anybody.get(path).headers
    assert headers["Content-Security-Policy"] == SITE_CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_policy_of_the_site_lets_nothing_inline_run():
    policy = sources(SITE_CSP)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == ["'self'"]
    assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in SITE_CSP
    assert "data:" not in SITE_CSP


def test_the_admin_has_a_policy_of_its_own_and_may_frame_its_previews(a):
    librarian = schools.user(Role.LIBRARIAN, a, is_staff=True)
    headers = english(librarian).get("/admin/").headers
    assert headers["Content-Security-Policy"] == ADMIN_CSP
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "http:" not in ADMIN_CSP


def test_pages_hold_nothing_that_the_policy_would_refuse(a):
    catalogue.ebook(a.shelf, "Tấm Cám", author="Dân gian")
    for client in (english(schools.pupil(a, 1)), english(schools.pupil(a, 4)), english()):
        for path in ("/", "/vao/", a.shelf.url):
            html = client.get(path, follow=True).content.decode()
            assert " style=" not in html
            assert "<style" not in html
            assert " onclick=" not in html
            assert all("src=" in tag for tag in html.split("<script")[1:] for tag in [tag.split(">")[0]])


def test_nothing_of_somebody_who_is_in_comes_back_by_the_back_button(a):
    assert english(schools.pupil(a)).get("/")["Cache-Control"] == "private, no-store"
    assert english().get("/")["Cache-Control"] == "private, no-cache"


def test_under_tls_browsers_are_told_to_keep_to_it(a, anybody, settings):
    assert "Strict-Transport-Security" not in anybody.get("/").headers
    settings.BEHIND_TLS = True
    assert "max-age=" in anybody.get("/")["Strict-Transport-Security"]


def test_a_view_that_sets_its_own_policy_keeps_it(rf):
    from django.http import HttpResponse

    from cms.web.middleware import SecurityHeadersMiddleware

    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    answered = SecurityHeadersMiddleware(lambda _request: own)(rf.get("/doc/x/"))
    assert answered["Content-Security-Policy"] == "default-src 'none'"
