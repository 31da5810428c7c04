"""A fault on any route that carries a token writes none of it down: routes are taken from the resolver."""

import json
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from cms.foundation.logs import JsonFormatter
from tests.architecture.test_numbers_from_outside import routes

SECRETS = {"token", "signature"}
TOKEN = "WyJwYWNrYWdlIiwieCIsMTc2NF0.q1w2e3r4t5y6u7i8o9p0a1s2d3f"
UID = "01a2137d-b0f9-7254-bfd8-e0f0c471507c"
HOSTS = {settings.ROOT_URLCONF: "testserver", settings.CONTENT_URLCONF: "content.testserver"}
ROUTES = [
    (urlconf, template, tuple(kinds.items()))
    for urlconf in HOSTS
    for template, kinds in sorted(dict(routes(get_resolver(urlconf))).items())
    if SECRETS & set(kinds) and not template.startswith("admin/")
]


def test_there_are_such_routes():
    assert len(ROUTES) >= 6


@pytest.mark.django_db
@pytest.mark.parametrize(("urlconf", "template", "kinds"), ROUTES)
def test_a_fault_behind_a_token_is_written_down_without_it(urlconf, template, kinds, monkeypatch, caplog):
    def failing(*_args, **_kwargs):
        raise RuntimeError(f"broken behind {TOKEN}")

    for name in ("cms.foundation.grants.opens", "cms.foundation.grants.verify", "django.core.signing.Signer.unsign"):
        monkeypatch.setattr(name, failing)
    for module in ("cms.web.content_origin.packages", "library_pages.media.playing.delivery"):
        monkeypatch.setattr(f"{module}.opens", failing, raising=False)
    values = {"UUIDConverter": UID, "UUIDStrConverter": UID, "IntConverter": "7"}
    address = "/" + template % {name: TOKEN if name in SECRETS else values.get(kind, "x") for name, kind in kinds}
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JsonFormatter())
    client = Client(raise_request_exception=False)
    for method in ("get", "post"):
        getattr(client, method)(address, headers={"host": HOSTS[urlconf], "referer": f"http://testserver{address}"})
    written = [JsonFormatter().format(record) for record in caplog.records]
    assert [line for line in written if TOKEN[-20:] in line or TOKEN[:20] in line] == []
    assert all(json.loads(line) for line in written)
