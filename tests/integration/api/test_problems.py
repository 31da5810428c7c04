"""Everything that goes wrong is a problem document, in the language of the app, and tells nothing it should not."""

import pytest
from django.db import OperationalError
from ninja import Router

from cms.api import registry
from cms.api.apis import public_api, reader_api
from cms.api.endpoint import endpoint
from cms.api.operations import operations_of
from cms.foundation.policies import Policy, surface

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/api/x", "/api/v1/x", "/api/v1/items/x", "/api/v1/public/items/1", "/api/v1/items/", "/api/v2/items"]
)
def test_an_address_that_is_none_is_a_problem(client, path):
    answer = client.get(path, headers={"accept-language": "en"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (404, "no-such-address")
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["instance"] == answer["X-Request-Id"]
    assert problem["type"] == "/api/problems#no-such-address"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_a_problem_that_names_those_that_work(client, method):
    answer = client.generic(method, "/api/v1/public/items")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer.json()["allowed"] == ["GET", "HEAD"]


def test_head_is_get_without_a_body(client):
    got, headed = client.get("/api/v1/public/types"), client.head("/api/v1/public/types")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed["ETag"] == got["ETag"]


@pytest.mark.parametrize("name", ["x", "school_id", "LIMIT", "user_id", "_method"])
def test_a_parameter_that_the_operation_does_not_have_is_an_error(anybody, name):
    answer = anybody.get("items", **{name: "1"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "unknown-parameter")
    assert problem["errors"] == [{"parameter": name, "code": "unknown"}]
    assert "grade" in problem["known"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("limit", "0", "greater_than_equal"),
        ("limit", "-1", "greater_than_equal"),
        ("limit", "51", "less_than_equal"),
        ("limit", "1e9", "int_parsing"),
        ("limit", "NaN", "int_parsing"),
        ("grade", "13", "less_than_equal"),
        ("subject", "x", "uuid_parsing"),
        ("sort", "path; drop table", "literal_error"),
        ("audience", "everybody", "enum"),
    ],
)
def test_a_value_that_does_not_fit_is_named(anybody, name, value, code):
    answer = anybody.get("items", **{name: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {"parameter": name, "code": code, "detail": ""}
    assert answer.json()["errors"][0]["detail"]


def test_titles_come_in_the_language_of_the_app(client):
    said = {
        language: client.get("/api/v1/items", headers={"accept-language": language}) for language in ("vi", "en", "fr")
    }
    assert said["en"].json()["title"] == "Sign in first."
    assert said["vi"].json()["title"] != said["en"].json()["title"]
    assert said["fr"].json()["title"] == said["vi"].json()["title"]
    assert {language: answer["Content-Language"] for language, answer in said.items()} == {
        "vi": "vi",
        "en": "en",
        "fr": "vi",
    }


@pytest.fixture
def failing(rf):
    """Calls an operation that raises what it is given, as both APIs would."""
    router, raised = Router(), []

    @router.get("/fails")
    @surface(Policy.OPEN)
    def fails(request):
        raise raised[0]

    registry.add_router("probe", router, public=True)
    for api in (reader_api, public_api):
        api.cache_clear()

    def call(error):
        raised[:] = [error]
        placed = next(found for found in operations_of(public_api()) if found.path == "probe/fails")
        return endpoint([placed], public=True)(rf.get("/api/v1/public/probe/fails"))

    yield call
    registry._mounts.pop()
    for api in (reader_api, public_api):
        api.cache_clear()


def test_a_fault_of_ours_tells_nothing_and_is_logged(failing, caplog):
    answer = failing(RuntimeError("SELECT secret FROM /srv/private"))
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"private" not in answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert any("secret" in str(record.exc_info) for record in caplog.records)


def test_a_database_that_is_away_is_no_fault_of_the_app(failing):
    answer = failing(OperationalError("connection refused"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b"refused" not in answer.content
