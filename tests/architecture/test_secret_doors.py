"""Every door at which a secret is asked for limits guessing, and all of them alike.

A secret that a person types is short: a try is booked before it is looked at. One that only machines pass on has 128
bits or more: counting would protect nobody, and would let somebody use up what others behind the same address need.
"""

import ast
import base64
import re
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.conf import settings

from analytics.mail.message import stop_token
from cms.accounts import services
from cms.accounts.enums import Role
from cms.api.apis import reader_api
from cms.api.operations import operations_of
from cms.foundation.checks import surfaces
from cms.run.options import ROOT
from cms.web.content_origin.packages import grant_package
from cms.web.pictures import address
from library_pages.media.models import Recording
from library_pages.media.playing import grants
from tests.checks.sources import tracked
from tests.factories import people, schools
from tests.factories.callers import Caller
from tests.factories.tries import WRONG
from tests.integration.web.conftest import english

_CHECKS = {"pin_matches", "password_matches", "check_password", "class_by_code", "authenticate"}
_BOOKS = {"throttle.book", "throttle.require_room"}
_CHECKS_THEMSELVES = {"cms/accounts/hashing.py", "cms/accounts/pins.py"}
# Tries the passwords that the terminal shows when the library is opened to the network; takes none from anybody.
_TAKES_NONE = {"_opens"}
_BITS = 128
_AT_ONCE = 64


def functions():
    for path in tracked():
        if path.suffix == ".py" and path.parts[0] in {"cms", "library_pages", "search", "analytics", "collections"}:
            for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield str(path), node


def calls(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_whoever_looks_at_a_short_secret_has_booked_the_try_before_or_answers_it_by_the_lane():
    found = {}
    for path, function in functions():
        made = list(calls(function))
        looked = [line for name, line in made if name.rpartition(".")[2] in _CHECKS]
        if looked and path not in _CHECKS_THEMSELVES and function.name not in _TAKES_NONE:
            booked = [line for name, line in made if name in _BOOKS]
            # A class code is looked up first: whether it is one of the asker's own school decides if it is booked.
            by_code = any(name.endswith("class_by_code") for name, _ in made)
            found[function.name] = bool(booked) and (by_code or min(booked) < min(looked))
    assert found == dict.fromkeys(
        ["find_class", "sign_in_pupil", "sign_in_staff", "change_pin", "change_password"], True
    )


# Doors for short secrets: what is sent there, and how often it may be looked at in one moment.
SITE = {
    "vao/": [
        {"who": "pupil", "pupil-code": "{code}", "pupil-number": "12", "pupil-pin": WRONG},
        {"who": "pupil", "pupil-code": "{guess}", "pupil-number": "12", "pupil-pin": WRONG},
        {"who": "staff", "staff-username": "vu.thao", "staff-password": WRONG},
    ],
    "doi-pin/": [{"former": WRONG, "chosen": "629471", "again": "629471"}],
    "doi-mat-khau/": [{"former": WRONG, "chosen": "một mật khẩu khác", "again": "một mật khẩu khác"}],
}
API = {
    "auth/class": [{"code": "{guess}"}],
    "auth/pupil": [
        {"class_code": "{code}", "number": 12, "pin": WRONG},
        {"class_code": "{guess}", "number": 12, "pin": WRONG},
    ],
    "auth/staff": [{"username": "vu.thao", "password": WRONG}],
}
LONG = {"auth/refresh", "auth/sign-out"}  # tokens of 256 bits


@pytest.fixture
def house(db, clock):
    school = schools.school()
    people.staff("vu.thao", Role.TEACHER, school)
    return people.enrolled(school)


@pytest.fixture
def looked_at(monkeypatch):
    """The secrets that were looked at, with their door's answer still to come."""
    from cms.accounts import hashing
    from cms.accounts.services import sign_in

    seen = []

    def counted(module, name):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: seen.append(name) or real(*given))

    counted(hashing, "pin_matches")
    counted(hashing, "password_matches")
    counted(sign_in, "class_by_code")
    return seen


def filled(body, pupil, number):
    guess = f"{(int(pupil.code) + 1 + number) % 10**6:06d}"
    return {
        key: value.format(code=pupil.code, guess=guess) if isinstance(value, str) else value
        for key, value in body.items()
    }


def test_every_door_is_known_here():
    found = {found.path for found in operations_of(reader_api()) if "sign-in" in found.operation.tags}
    assert found == set(API) | LONG


def test_doors_that_packages_bring_along_are_bricked_up_or_lead_to_the_one_that_counts(house):
    asking = {route for route, *_ in surfaces(settings.ROOT_URLCONF) if re.search("vao/|doi-|login|password", route)}
    assert asking >= set(SITE)
    for route in asking - set(SITE):
        plain = re.sub(r"<[^>]+>", "1", route).replace("^", "")
        answer = english().post(f"/{plain}", {"username": "vu.thao", "password": WRONG})
        gone = answer.status_code == HTTPStatus.NOT_FOUND and "password_reset" in route
        assert gone or answer["Location"].startswith("/vao/"), route


@pytest.mark.parametrize(("door", "body"), [(door, body) for door, bodies in SITE.items() for body in bodies])
def test_a_door_of_the_site_looks_at_few_of_many_tries_and_says_how_long_to_wait(house, looked_at, door, body):
    client = english({"doi-pin/": house.user, "doi-mat-khau/": people.staff("le.lan")}.get(door))
    sent = [filled(body, house, number) for number in range(_AT_ONCE)]
    answers = [client.post(f"/{door}", each, REMOTE_ADDR="198.51.100.7") for each in sent]
    _few(looked_at, [answer.status_code for answer in answers])
    assert int(answers[-1]["Retry-After"]) >= 1


@pytest.mark.parametrize(("door", "body"), [(door, body) for door, bodies in API.items() for body in bodies])
def test_a_door_of_the_api_looks_at_few_of_many_tries_and_says_how_long_to_wait(house, looked_at, door, body):
    app = Caller()
    app.public, app.root = False, "/api/v1/"
    app.client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    answers = [app.send("POST", door, filled(body, house, number)) for number in range(_AT_ONCE)]
    _few(looked_at, [answer.status_code for answer in answers])
    assert answers[-1].json()["retry_after"] >= 1


def _few(looked_at, statuses):
    secrets = [name for name in looked_at if name != "class_by_code"]
    assert statuses[-1] == 429
    assert statuses.count(429) >= _AT_ONCE - 60
    assert len(secrets) <= 1
    assert secrets or statuses.count(404) + statuses.count(422) <= 60


def test_site_and_api_are_one_door(house):
    app = Caller()
    app.public, app.root = False, "/api/v1/"
    english().post("/vao/", filled(SITE["vao/"][0], house, 0))
    assert app.send("POST", "auth/pupil", filled(API["auth/pupil"][0], house, 0)).json()["code"] == "too-soon"


def bits(text):
    """How many bits the last part of a token or address has that nobody can know."""
    last = re.split(r"[.:]", text)[-1]
    if re.fullmatch(r"[0-9a-f]+", last):
        return 4 * len(last)
    return 8 * len(base64.urlsafe_b64decode(last + "=" * (-len(last) % 4)))


BRICKED = {"admin/password_reset/confirm/<uidb64>/<token>/"}  # see above


@pytest.fixture
def long_secrets(house):
    """One secret of each door that only machines pass on, by its route."""
    pair = services.issue_tokens(house.user, device_id="x")
    return {
        "auth/refresh": pair.refresh.removeprefix("kvr_"),
        "auth/sign-out": pair.access.removeprefix("kva_"),
        "set-up/<str:token>/": services.set_up_token(),
        "thong-ke/ngung-nhan/<str:token>/": stop_token(1, 1),
        "m/<str:token>/<uuid:recording>/<slug:profile>/<path:rest>": grants.grant(Recording()).token,
        "c/<str:token>/<str:package>/<path:path>": grant_package("x").token,
        "hinh/<str:signature>/<int:image_id>/<int:width>/": address(SimpleNamespace(pk=1), 100).split("/")[2],
    }


def test_secrets_that_only_machines_pass_on_can_not_be_guessed(long_secrets):
    confs = (settings.ROOT_URLCONF, settings.CONTENT_URLCONF)
    routes = {route for conf in confs for route, *_ in surfaces(conf) if re.search("token>|signature>", route)}
    same = {route for route in routes if route.startswith("r/")}
    assert routes - same - BRICKED == set(long_secrets) - LONG
    assert {route: bits(secret) for route, secret in long_secrets.items() if bits(secret) < _BITS} == {}
