"""Who may keep an answer, and validators that tell nothing."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from cms.api.apis import public_api, reader_api
from cms.api.caching import CacheClass, class_of, finish, validator
from cms.api.operations import operations_of
from tests.factories import people


def answer(body=b"{}", etag="", status=200, kept=CacheClass.PRIVATE, **headers):
    request = RequestFactory().get("/", headers={"if-none-match": etag} if etag else {})
    response = HttpResponse(body, status=status, headers=headers or None)
    return finish(request, response, kept)


def test_a_known_validator_is_answered_with_304_and_no_body():
    etag = answer()["ETag"]
    for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = answer(etag=given)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag
        assert again["Vary"]
        assert again["Cache-Control"] == "private, no-cache"


def test_another_validator_is_answered_in_full():
    assert answer(etag='"other"').status_code == 200


def test_a_validator_changes_with_body_and_language():
    assert answer()["ETag"] != answer(b"[]")["ETag"]
    assert answer(**{"Content-Language": "vi"})["ETag"] != answer(**{"Content-Language": "en"})["ETag"]


def test_a_validator_is_no_digest_that_others_could_compute():
    ours = validator(b"{}", "vi")
    with override_settings(SECRET_KEY=people.OTHER_KEY):
        assert validator(b"{}", "vi") != ours


def test_parts_of_a_validator_do_not_run_together():
    assert validator("ab", "c") != validator("a", "bc")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_errors_are_never_kept_and_have_no_validator(status):
    refused = answer(status=status, kept=CacheClass.SHARED)
    assert refused["Cache-Control"] == "no-store"
    assert not refused.has_header("ETag")


def test_private_answers_vary_by_credentials_and_shared_ones_do_not():
    assert {"Authorization", "Cookie"} <= set(answer()["Vary"].split(", "))
    assert not {"Authorization", "Cookie"} & set(answer(kept=CacheClass.SHARED)["Vary"].split(", "))


def test_every_operation_has_the_class_that_fits_it():
    classes = {
        (public, method, placed.path): class_of(placed.operation.view_func, method, public=public)
        for public, api in ((False, reader_api()), (True, public_api()))
        for placed in operations_of(api)
        for method in placed.operation.methods
    }
    for (public, method, path), found in classes.items():
        if method != "GET" or path.startswith("auth/") or path.endswith(("/publication", "/playback")):
            assert found is CacheClass.NEVER, path
        else:
            assert found is (CacheClass.SHARED if public else CacheClass.PRIVATE), path
