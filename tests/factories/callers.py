"""Apps that call the API, and hold every answer against the OpenAPI document."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from django.test import Client
from jsonschema import Draft202012Validator

from cms.accounts import services
from cms.api import openapi

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cms.accounts.models import User

_BINARY = re.compile(r"image/|application/octet-stream")


class Caller:
    """An app at `/api/v1/` with an access token, or at `/api/v1/public/` without."""

    def __init__(self, user: User | None = None, *, language: str = "en", session: bool = False) -> None:
        self.public = user is None
        self.root = "/api/v1/public/" if self.public else "/api/v1/"
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"accept-language": language}
        if user is not None and session:
            self.client.force_login(user)
        elif user is not None:
            pair = services.issue_tokens(user, device_id="app")
            self.headers["authorization"] = f"Bearer {pair.access}"

    def get(self, path: str, /, headers: dict[str, str] | None = None, **parameters: Any) -> HttpResponse:
        """GET below the API's root; the answer has been checked against the document."""
        response = self.client.get(self.root + path, parameters, headers=self.headers | (headers or {}))
        return self._checked(response, path, "get")

    def send(self, method: str, path: str, body: Any = None, /, headers: dict[str, str] | None = None) -> HttpResponse:
        """POST or PUT with a JSON body."""
        response = self.client.generic(
            method,
            self.root + path,
            body if isinstance(body, str) else json.dumps(body, default=str),
            content_type="application/json",
            headers=self.headers | (headers or {}),
        )
        return self._checked(response, path, method.lower())

    def rows(self, path: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            answer = self.get(path, **parameters, **({"cursor": cursor} if cursor else {})).json()
            found += answer["items"]
            cursor = answer["next_cursor"]
            if not cursor:
                return found

    def _checked(self, response: HttpResponse, path: str, method: str) -> HttpResponse:
        described = _operation(self.root + path, method, public=self.public)
        if described is not None:
            assert str(response.status_code) in described["responses"], f"undocumented status {response.status_code}"
            _check_body(response, described["responses"][str(response.status_code)], public=self.public)
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response["Cache-Control"] == "no-store"
        return response


def _check_body(response: HttpResponse, answer: dict[str, Any], *, public: bool) -> None:
    content = answer.get("content", {})
    kind = response.get("Content-Type", "").partition(";")[0]
    if not content:
        assert not response.content
        return
    assert kind in content, f"undocumented media type {kind}"
    if not _BINARY.match(kind):
        schema = {**content[kind]["schema"], "components": document(public=public)["components"]}
        Draft202012Validator(schema).validate(response.json())


@cache
def document(*, public: bool) -> dict[str, Any]:
    """The OpenAPI document of one of the APIs."""
    return openapi.document(public=public)


def _operation(path: str, method: str, *, public: bool) -> dict[str, Any] | None:
    found = document(public=public)["paths"]
    exact = path if path in found else next((known for known in found if _matches(known, path)), "")
    return found[exact].get(method) if exact else None


def _matches(known: str, path: str) -> bool:
    pattern = re.sub(r"\\\{[^}]+\\\}", r"[0-9a-f-]{36}", re.escape(known))
    return re.fullmatch(pattern, path) is not None
