"""Who an operation answers for: a token, a session, nobody; and never somebody by mistake."""

import pytest

from cms.api.apis import public_api, reader_api
from cms.api.limits import READER
from cms.api.operations import operations_of
from cms.foundation.policies import Policy
from tests.factories.callers import Caller

UID = "01a2137d-b0f9-7254-bfd8-e0f0c471507c"
HEADERS = ["Bearer kva_" + "A" * 43, "Bearer", "Bearer ", "Basic dnU6eA==", "kva_x", ""]


def placed(api):
    """(method, path) of every operation."""
    return [
        (method, found.path.replace("{uid}", UID), found.policy)
        for found in operations_of(api)
        for method in found.operation.methods
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("header", HEADERS)
def test_credentials_that_are_not_valid_are_an_error_on_every_operation(client, header):
    for method, path, _policy in placed(reader_api()):
        answer = client.generic(
            method, f"/api/v1/{path}", "{}", content_type="application/json", headers={"authorization": header}
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid"), path
        assert answer["WWW-Authenticate"].startswith("Bearer")
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("header", HEADERS)
def test_the_public_api_does_not_look_at_credentials(client, header, library):
    for path in ("", "types", "items", f"items/{library.public.uid}", "collections"):
        plain = client.get(f"/api/v1/public/{path}")
        answer = client.get(f"/api/v1/public/{path}", headers={"authorization": header, "cookie": "sessionid=x"})
        assert (answer.status_code, answer.content, answer["ETag"]) == (200, plain.content, plain["ETag"]), path
        assert "set-cookie" not in answer.headers


def test_the_public_api_shows_a_signed_in_reader_no_more_than_anybody(library, pupil, anybody):
    session = Caller(pupil.user, session=True)
    session.root, session.public = "/api/v1/public/", True
    assert session.get("items").content == anybody.get("items").content
    assert session.get("items").content
    assert "Cookie" not in session.get("items")["Vary"]


@pytest.mark.django_db
def test_without_credentials_only_what_leads_to_them_answers(client):
    for method, path, policy in placed(reader_api()):
        answer = client.generic(method, f"/api/v1/{path}", "{}", content_type="application/json")
        needs_reader = policy in {Policy.MEMBER, Policy.CATALOGUE} or path == "types"
        assert (answer.status_code == 401) == needs_reader, path


def test_a_token_and_a_session_see_the_same(library, pupil):
    token, session = Caller(pupil.user), Caller(pupil.user, session=True)
    for path in ("items", "me", f"items/{library.school.uid}", f"progress/{library.school.uid}"):
        assert token.get(path).json() == session.get(path).json(), path


def test_the_token_counts_and_not_the_session_beside_it(library, pupil, teacher):
    both = Caller(pupil.user, session=True)
    both.headers |= {"authorization": teacher.headers["authorization"]}
    assert both.get("me").json()["roles"][0]["slug"] == "teacher"


def test_a_session_writes_with_its_csrf_token_only(library, pupil):
    session = Caller(pupil.user, session=True)
    path, body = f"progress/{library.school.uid}", {"locator": None, "modified": "2026-11-24T01:00:00Z"}
    answer = session.send("PUT", path, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf-failed")
    session.client.cookies["csrftoken"] = "A" * 32
    answer = session.send("PUT", path, body, headers={"x-csrftoken": "A" * 32})
    assert answer.status_code == 422  # past the guard: the device is missing


def test_a_token_writes_without_one(library, app):
    answer = app.send("PUT", f"progress/{library.school.uid}", {})
    assert answer.status_code == 422


def test_a_reader_has_a_limit_of_her_own(library, app, teacher, clock):
    for _ in range(READER.quota):
        app.client.get("/api/v1/types", headers=app.headers)
    refused = app.get("types")
    assert (refused.status_code, refused.json()["code"]) == (429, "rate-limited")
    assert int(refused["Retry-After"]) >= 60
    assert teacher.get("types").status_code == 200


def test_answers_say_what_is_left_of_the_limit(app, anybody):
    assert app.get("types")["RateLimit-Policy"] == '"reader";q=600;w=60'
    assert anybody.get("items", limit=0)["RateLimit-Policy"] == '"address";q=2000;w=60'


def test_an_answer_that_a_shared_cache_keeps_tells_nothing_of_one_address(anybody):
    assert not anybody.get("types").has_header("RateLimit")


def test_a_pupil_who_leaves_sees_nothing_from_then_on(library, pupil, app):
    from cms.accounts import services

    services.end_membership(pupil.membership)
    assert app.get("items").json()["code"] == "token-not-valid"


def test_the_public_api_has_no_operation_about_a_reader():
    assert {policy for _method, _path, policy in placed(public_api())} <= {Policy.OPEN, Policy.CATALOGUE}
