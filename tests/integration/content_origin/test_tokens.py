from datetime import UTC, datetime, timedelta

import pytest

from cms.foundation.grants import GrantClaims, sign
from cms.web.content_origin.packages import grant_package
from tests.integration.content_origin.conftest import store


def doors(token, package):
    return [f"/r/{token}/{package}/epub", f"/r/{token}/{package}/files.json", f"/c/{token}/{package}/OEBPS/ch1.xhtml"]


def statuses(content, token, package):
    return {content.get(path).status_code for path in doors(token, package)}


def test_a_token_opens_its_package(content, book, built):
    assert statuses(content, book.token, book.package) == {200}


def test_a_token_opens_no_other_package(content, book, built):
    assert statuses(content, book.token, store()) == {404}


def test_a_token_of_another_scope_opens_nothing(content, book, built):
    claims = GrantClaims(subject=book.package, scope="media", expires=datetime.now(UTC) + timedelta(hours=1))
    assert statuses(content, sign(claims), book.package) == {404}


def test_a_token_of_another_installation_opens_nothing(content, book, built, settings):
    settings.SECRET_KEY = "the-key-of-somebody-else-0123456789-0123456789"
    foreign = grant_package(book.package).token
    settings.SECRET_KEY = "a-key-for-this-test-0123456789-0123456789-012345"
    assert statuses(content, foreign, book.package) == {404}


@pytest.mark.parametrize("token", ["x", ".", "a.b", "..", "%00", "null", "A" * 3000])
def test_what_is_no_token_opens_nothing(content, book, built, token):
    assert statuses(content, token, book.package) == {404}


def test_every_changed_character_closes_the_door(content, book):
    body, _, signature = book.token.partition(".")
    for index in range(len(signature) - 1):
        other = "A" if signature[index] != "A" else "B"
        forged = f"{body}.{signature[:index]}{other}{signature[index + 1 :]}"
        assert content.get(f"/c/{forged}/{book.package}/OEBPS/ch1.xhtml").status_code == 404


def test_a_token_ends_within_two_hours_and_never_before_one_and_a_half(clock, content):
    package = store()
    for _step in range(13):
        grant = grant_package(package)
        assert timedelta(hours=1, minutes=30) <= grant.expires - clock() <= timedelta(hours=2)
        clock.pass_by(minutes=7)


def test_a_token_that_has_ended_opens_nothing(clock, content, built):
    package = store()
    token = grant_package(package).token
    assert statuses(content, token, package) == {200}
    clock.pass_by(hours=2, minutes=2)
    assert statuses(content, token, package) == {404}


def test_opening_again_soon_gives_the_same_addresses_so_that_nothing_is_fetched_twice(clock):
    first = grant_package("one")
    clock.pass_by(minutes=20)
    assert grant_package("one") == first
    clock.pass_by(minutes=20)
    assert grant_package("one").token != first.token
