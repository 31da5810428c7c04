"""No number that anybody sends is too long: every route of the resolver, each argument, parameter, field and header."""

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import URLResolver, get_resolver

from cms.accounts.enums import Role
from tests.architecture.surfaces.world import build
from tests.factories import people, schools
from tests.factories.callers import document

# Wagtail leaves the file of a rendition open when a page is rendered that nobody reads to its end.
pytestmark = [
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

LONG = tuple("9" * length for length in (20, 4_000, 5_000))  # beyond 64 bits, what Python reads, what it refuses
UNREAL = ("1e400", "-" + "9" * 5_000, "NaN")
DATES = ("9999-12-31T23:59:59-14:00", "9999-12-31", "0001-01-01T00:00", "0001-01-01", "0001-W01", "9999-W52")
MEANT_TO_BREAK = {"admin/failwhale/"}  # Wagtail's own trial of the error page
HEADERS = (
    {"range": f"bytes=0-{'9' * 5_000}"},
    {"range": f"bytes={'9' * 5_000}-", "if-modified-since": f"Sun, 31 Dec {'9' * 5_000} 23:59:59 GMT"},
    {
        "range": f"bytes=-{'9' * 5_000}",
        "if-none-match": f'"{"9" * 5_000}"',
        "if-range": "Sun, 31 Dec 9999 23:59:59 GMT",
    },
)
HOSTS = {settings.ROOT_URLCONF: "testserver", settings.CONTENT_URLCONF: "content.testserver"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        pages = build().pages
        person = people.staff("quan-tri", Role.LIBRARIAN, schools.school("Trường C"))
        person.is_superuser = True
        person.save()
        yield SimpleNamespace(page=pages["zqapublic"], person=person)
        transaction.set_rollback(True)


@pytest.fixture
def noticed(monkeypatch):
    """Names that a view has asked a request's parameters and fields for."""
    names: set[str] = set()

    def noticing(method):
        def asked(self, key, *rest):
            names.add(str(key))
            return method(self, key, *rest)

        return asked

    for name in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noticing(getattr(QueryDict, name)))
    return names


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every address as a template, with the kind of each of its arguments."""
    for view in list(resolver.reverse_dict):
        for possible, _pattern, _defaults, converters in resolver.reverse_dict.getlist(view) if callable(view) else ():
            for template, names in possible:
                kinds = {name: type(converters[name]).__name__ if name in converters else "" for name in names}
                yield before + template, kinds
    for prefix, inner in resolver.namespace_dict.values():
        yield from routes(inner, before + prefix)


def addresses(urlconf: str, *, admin: bool) -> list[tuple[str, dict[str, str]]]:
    found = dict(routes(get_resolver(urlconf)))
    assert len(found) > (100 if admin else 3)
    return sorted(
        (template, kinds)
        for template, kinds in found.items()
        if template.startswith("admin/") == admin and template not in MEANT_TO_BREAK
    )


def filled(template, kinds, page, digits=""):
    """The address with real arguments, or with numbers wherever an argument may be one."""
    real = {"UUIDConverter": str(page.uid), "UUIDStrConverter": str(page.uid)}
    return "/" + template % {name: real.get(kind) or digits or str(page.pk) for name, kind in kinds.items()}


def ask(client, method, address, host, fields=None, headers=None):
    with transaction.atomic():
        answer = getattr(client, method)(address, fields or {}, headers={"host": host, **(headers or {})})
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code


def broken(client, world, noticed, urlconf, values, *, admin):
    """What answers that something went wrong: with these values as arguments, parameters and fields."""
    host = HOSTS[urlconf]
    for template, kinds in addresses(urlconf, admin=admin):
        noticed.clear()
        address = filled(template, kinds, world.page)
        ask(client, "post", address, host)  # only to hear what fields there are; without any some of Wagtail's break
        for headers in HEADERS:
            if ask(client, "get", address, host, headers=headers) >= 500:
                yield template, *headers
        for digits in LONG if kinds else ():
            if ask(client, "get", filled(template, kinds, world.page, digits), host) >= 500:
                yield template, "argument", len(digits)
        for value in values:
            fields = dict.fromkeys(noticed, value)
            for method in ("get", "post") if fields else ():
                if ask(client, method, address, host, fields) >= 500:
                    yield method, template, *sorted(fields), value[:30]


@pytest.fixture
def client(world):
    found = Client(raise_request_exception=False)
    found.force_login(world.person)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("urlconf", HOSTS)
def test_no_number_in_an_address_a_parameter_a_field_or_a_header_breaks_the_site(client, world, noticed, urlconf):
    assert list(broken(client, world, noticed, urlconf, (*LONG, *UNREAL, *DATES), admin=False)) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_no_number_in_an_address_a_parameter_or_a_field_breaks_the_admin(client, world, noticed):
    assert list(broken(client, world, noticed, settings.ROOT_URLCONF, LONG, admin=True)) == []


def bodies(schema, components, value):
    """A body that has the value in each place of its schema, nested ones too."""
    schema = components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    for kind in ("anyOf", "allOf"):
        if kind in schema:
            return bodies(schema[kind][0], components, value)
    if "properties" in schema:
        return {name: bodies(each, components, value) for name, each in schema["properties"].items()}
    if schema.get("type") == "array":
        return [bodies(schema["items"], components, value)]
    return value


@pytest.mark.django_db
@pytest.mark.parametrize("public", [False, True])
def test_no_number_in_a_body_of_the_api_breaks_it(client, world, public):
    described, wrong = document(public=public), []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if "requestBody" not in operation:
                continue
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            address = path.replace("{uid}", str(world.page.uid))
            for value in (*LONG, *UNREAL, *map(json.dumps, DATES)):
                body = json.dumps(bodies(schema, described["components"]["schemas"], "@")).replace('"@"', value)
                with transaction.atomic():
                    answer = client.generic(
                        method.upper(), address, body, content_type="application/json", headers={"host": "testserver"}
                    )
                    transaction.set_rollback(True)
                if answer.status_code >= 500:
                    wrong.append((method, path, value[:30]))
    assert wrong == []
