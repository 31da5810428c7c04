"""The OpenAPI documents: valid, complete, and the same as in the repository."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openapi_spec_validator import OpenAPIV31SpecValidator

from cms.api import openapi
from cms.api.management.commands.openapi import FILES
from tests.factories.callers import document

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
BOTH = pytest.mark.parametrize("public", [False, True])


def operations(public):
    return [
        (path, method, operation)
        for path, methods in document(public=public)["paths"].items()
        for method, operation in methods.items()
    ]


@BOTH
def test_the_document_is_valid_openapi_3_1(public):
    found = document(public=public)
    assert found["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(found).validate()


@BOTH
def test_the_repository_has_the_document_of_what_answers(public):
    text = (REFERENCE / FILES[public]).read_text()
    assert text == openapi.text(public=public), "run: make manage ARGS=openapi"


@BOTH
def test_every_operation_has_an_id_of_its_own_and_says_what_it_does(public):
    found = operations(public)
    ids = [operation["operationId"] for _path, _method, operation in found]
    assert len(set(ids)) == len(ids)
    for path, _method, operation in found:
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["tags"], path
        assert operation["x-surface-policy"], path


@BOTH
def test_every_error_is_documented_as_a_problem(public):
    for path, _method, operation in operations(public):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], (path, status)
        assert {"400", "429", "500", "503"} <= set(operation["responses"]), path


def test_the_public_document_is_a_part_of_the_other_and_asks_for_no_credentials():
    inside = {path.removeprefix("/api/v1/") for path in document(public=False)["paths"]}
    public = document(public=True)
    assert {path.removeprefix("/api/v1/public/") for path in public["paths"]} <= inside
    assert "securitySchemes" not in public["components"]
    assert not any("security" in operation for _path, _method, operation in operations(public=True))


def test_all_that_is_about_one_reader_asks_for_credentials():
    for path, method, operation in operations(public=False):
        if operation["x-surface-policy"] in {"member", "catalogue"}:
            assert operation["security"], (path, method)
            assert "401" in operation["responses"], (path, method)


def test_the_document_does_not_hang_on_the_language(settings):
    from django.utils import translation

    with translation.override("vi"):
        vietnamese = openapi.text(public=False)
    with translation.override("en"):
        assert openapi.text(public=False) == vietnamese


def test_the_command_writes_both_files_and_then_finds_them_current(tmp_path, capsys):
    with pytest.raises(CommandError, match="Out of date"):
        call_command("openapi", "--check", "--into", tmp_path)
    call_command("openapi", "--into", tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == set(FILES.values())
    call_command("openapi", "--check", "--into", tmp_path)
    (tmp_path / "openapi.json").write_text("{}")
    with pytest.raises(CommandError, match=r"openapi\.json"):
        call_command("openapi", "--check", "--into", tmp_path)
