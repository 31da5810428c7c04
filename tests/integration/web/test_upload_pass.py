"""Who may send large files: whoever works in the admin, and nobody by a cookie that this library has not given."""

import time

import pytest
from django.core import signing

from cms.accounts.enums import Role
from cms.accounts.lifetimes import OWN_LONGEST
from cms.web import upload_pass
from tests.factories import people


@pytest.fixture
def librarian(a):
    return people.staff(role=Role.LIBRARIAN, at=a)


@pytest.fixture
def given(client, librarian):
    """The pass that a librarian gets with a page of the admin."""
    client.force_login(librarian)
    client.get("/admin/")
    return client.cookies["uploads"].value


def test_a_librarian_gets_it_with_the_first_page_of_the_admin_and_keeps_it(client, given):
    assert upload_pass.is_held(f"session=x; uploads={given}; other=y")
    assert "uploads" not in client.get("/admin/").cookies


def test_pupils_and_strangers_get_none(client, a):
    assert "uploads" not in client.get("/admin/").cookies
    client.force_login(people.enrolled(a).user)
    assert "uploads" not in client.get("/admin/").cookies
    assert "uploads" not in client.get("/").cookies


def test_the_site_outside_the_admin_gives_none(client, librarian):
    client.force_login(librarian)
    assert "uploads" not in client.get("/").cookies


@pytest.mark.parametrize(
    "cookies", ["", "uploads=", "uploads=admin", "uploads=admin:1xAbCd:x", "a\x00=b;;;=", "uploads=1; uploads=2"]
)
def test_what_this_library_has_not_given_is_none(cookies):
    assert not upload_pass.is_held(cookies)


def test_the_internal_host_answers_as_ever(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get("/livez", headers={"host": settings.INTERNAL_HOSTS[0]}).status_code == 200


def test_an_old_one_is_none_and_the_next_page_gives_another(client, librarian, monkeypatch):
    long_ago = int(time.time() - OWN_LONGEST.total_seconds()) - 60
    with monkeypatch.context() as patch:
        patch.setattr(signing.TimestampSigner, "timestamp", lambda _self: signing.b62_encode(long_ago))
        client.force_login(librarian)
        client.get("/admin/")
    assert not upload_pass.is_held(f"uploads={client.cookies['uploads'].value}")
    client.get("/admin/")
    assert upload_pass.is_held(f"uploads={client.cookies['uploads'].value}")
