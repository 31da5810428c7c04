"""The pages for app developers: complete, and without anything from outside."""

import re

import pytest

from cms.api.problem_reference import problem_references
from tests.factories.callers import document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("public", [False, True])
def test_the_page_describes_every_operation(client, public):
    page = client.get("/api/").content.decode()
    for path in document(public=public)["paths"]:
        assert path in page
    for methods in document(public=public)["paths"].values():
        for operation in methods.values():
            assert operation["operationId"] in page


@pytest.mark.parametrize("path", ["/api/", "/api/problems"])
def test_a_page_loads_nothing_from_outside(client, path):
    page = client.get(path).content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "<script>" not in page
    assert "style=" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    answer = client.get("/api/v1/public/items", {"x": 1}).json()
    path, _, anchor = answer["type"].partition("#")
    assert f'id="{anchor}"' in client.get(path).content.decode()


def test_every_code_that_an_app_defines_is_explained_once():
    codes = [problem.code for problem in problem_references()]
    assert len(set(codes)) == len(codes)
    assert {"token-not-valid", "progress-stale", "search-away", "cursor-not-valid", "not-readable"} <= set(codes)
    assert all(problem.words for problem in problem_references())


@pytest.mark.parametrize("name", ["openapi.json", "public/openapi.json"])
def test_the_openapi_document_is_served_with_a_validator(client, name):
    first = client.get(f"/api/v1/{name}")
    assert first.json()["openapi"] == "3.1.0"
    assert client.get(f"/api/v1/{name}", headers={"if-none-match": first["ETag"]}).status_code == 304
