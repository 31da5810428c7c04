"""Asks an address and looks at what comes back; learns which parameters a view asks for by listening to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client

from tests.integration.admin.walk.world import LATER, SECOND

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User
    from tests.integration.admin.walk.world import Side

_WRITES: Final = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_NOBODYS: Final = frozenset({"csrfmiddlewaretoken"})
HEARD: dict[tuple[str, str], set[str]] = defaultdict(set)
"""Names of parameters by (GET or POST, path): what views, forms and filters have asked their data for."""


class _Listening(QueryDict):
    """Parameters that remember for which names they have been asked."""

    heard: set[str]

    def __getitem__(self, name: str) -> Any:
        self.heard.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.heard.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self.heard.add(name)
        return super().getlist(name, default)


class ListeningMiddleware:
    """Puts listening parameters into the request; for the settings of a test."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: WSGIRequest) -> HttpResponseBase:
        """Answer, and keep what was asked for."""
        kept = {}
        for method in ("GET", "POST"):
            listening = _Listening("", mutable=True)
            listening.heard = kept[method] = set()
            for name, values in getattr(request, method).lists():
                listening.setlist(name, values)
            setattr(request, method, listening)
        response = self.get_response(request)
        for method, heard in kept.items():
            HEARD[method, request.path] |= heard - _NOBODYS
        return response


class Answer(NamedTuple):
    status: int
    text: str


class Visitor:
    """Somebody who asks; each request leaves the database and her session as they were."""

    def __init__(self, user: User | None, other: Side) -> None:
        self._client = Client(raise_request_exception=False)
        if user is not None:
            self._client.force_login(user)
        self._cookies = {name: morsel.value for name, morsel in self._client.cookies.items()}
        self._other = other
        self.asked = 0
        self.answered: list[str] = []
        self.broken: list[str] = []
        self.told: list[str] = []
        self.wrote: list[str] = []

    def ask(self, path: str, query: Mapping[str, Any] | None = None, form: Mapping[str, Any] | None = None) -> Answer:
        """Ask once, with a form by POST. What must not be is kept in the lists."""
        address = f"{path}?{urlencode(query or {})}"
        name = f"{'GET' if form is None else 'POST'} {address}{'' if not form else f' {dict(form)}'}"
        self._client.cookies.load(self._cookies)
        self.asked += 1
        with transaction.atomic(), _watched() as wrote:
            response = self._client.get(address) if form is None else self._client.post(address, form)
            transaction.set_rollback(True)
        text = _text_of(response)
        self.told += [name] if self._other.word in text else []
        self.wrote += [f"{name}: {statement}" for statement in wrote[:1]]
        self.answered += [name] if response.status_code == HTTPStatus.OK else []
        self.broken += [name] if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and form is None else []
        return Answer(response.status_code, text)


def _text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join([body.decode("utf-8", "replace"), str(response.headers.get("Location", ""))])


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Statements that write with a key of the other school."""
    wrote: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql):
            rows = params if many else [params or ()]
            if any(isinstance(value, int) and SECOND <= value < LATER for row in rows for value in row):
                wrote.append(f"{sql[:200]} {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield wrote


class _Fields(HTMLParser):
    """Names and values of the fields of a page's forms, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._filling = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag in {"select", "textarea"}:
            self._filling = name
        if tag == "option" and "selected" in given and self._filling:
            self.found[self._filling] = given.get("value") or ""
        if tag == "input" and name and (given.get("type") not in {"checkbox", "radio", "file"} or "checked" in given):
            self.found[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._filling and self.lasttag == "textarea":
            self.found[self._filling] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        self._filling = "" if tag in {"select", "textarea"} else self._filling


def filled_in(page: str) -> dict[str, str]:
    """The form of a page as it is, without the token against forgery."""
    fields = _Fields()
    fields.feed(page)
    return {name: value for name, value in fields.found.items() if name not in _NOBODYS}
