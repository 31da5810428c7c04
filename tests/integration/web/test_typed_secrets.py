"""What somebody has typed as a secret comes back nowhere: not in the form, a message, the session or a log."""

import logging

import pytest
from django.contrib.sessions.models import Session

from cms.accounts import services
from tests.factories import people, schools
from tests.integration.web.conftest import english
from tests.integration.web.test_set_up import FORM

pytestmark = pytest.mark.django_db
SECRETS = ("481593", "593481", "không ai biết câu này", "câu này cũng không")
TYPED, CHOSEN, PHRASE, OTHER = SECRETS


@pytest.fixture
def pupil(a, clock):
    return people.enrolled(a)


def sign_in(pupil, **fields):
    return "/vao/", {"who": "pupil", "pupil-code": pupil.code, "pupil-number": "12", "pupil-pin": TYPED, **fields}, None


DOORS = {
    "a wrong PIN": sign_in,
    "a PIN that is none": lambda pupil: sign_in(pupil, **{"pupil-pin": PHRASE}),
    "a PIN with an unknown class": lambda pupil: sign_in(pupil, **{"pupil-code": "000000"}),
    "a wrong password": lambda _pupil: (
        "/vao/",
        {"who": "staff", "staff-username": "x", "staff-password": PHRASE},
        None,
    ),
    "a new PIN": lambda pupil: ("/doi-pin/", {"former": TYPED, "chosen": CHOSEN, "again": CHOSEN}, pupil.user),
    "a new PIN typed twice differently": lambda pupil: (
        "/doi-pin/",
        {"former": people.PIN, "chosen": CHOSEN, "again": TYPED},
        pupil.user,
    ),
    "a new password": lambda _pupil: (
        "/doi-mat-khau/",
        {"former": PHRASE, "chosen": OTHER, "again": OTHER},
        people.staff(),
    ),
}


def found_in(client, response, caplog):
    """The places that hold one of the secrets."""
    places = {
        "the answer": response.content.decode(),
        "its headers": repr(response.headers) + repr(response.cookies),
        "sessions": repr([each.get_decoded() for each in Session.objects.all()]),
        "messages and the next page": client.get("/tin/").content.decode(),
        "the log": caplog.text + repr([vars(record) for record in caplog.records]),
    }
    return {name for name, text in places.items() if any(secret in text for secret in SECRETS)}


@pytest.mark.parametrize("door", DOORS)
def test_a_secret_that_was_typed_stands_nowhere_afterwards(pupil, door, caplog):
    caplog.set_level(logging.DEBUG)
    path, fields, user = DOORS[door](pupil)
    client = english(user)
    response = client.post(path, fields)
    assert response.status_code == 422
    assert found_in(client, response, caplog) == set()


@pytest.mark.parametrize("changed", [{"again": OTHER}, {"username": "a b"}, {"starts": "2027-06-30"}])
def test_the_set_up_gives_no_password_back(db, caplog, changed):
    caplog.set_level(logging.DEBUG)
    schools.platform()
    client = english()
    response = client.post(services.set_up_path(), FORM | {"password": PHRASE, "again": PHRASE} | changed)
    assert response.status_code == 422
    assert found_in(client, response, caplog) == set()


def test_too_many_tries_are_answered_without_them_too(pupil, caplog):
    client = english()
    path, fields, _user = sign_in(pupil)
    client.post(path, fields)
    response = client.post(path, fields)
    assert response.status_code == 429
    assert found_in(client, response, caplog) == set()
