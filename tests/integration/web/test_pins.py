"""A pupil's own PIN."""

import pytest

from cms.accounts import services
from cms.accounts.enums import Role
from tests.factories import people, schools
from tests.integration.web.conftest import english, text_of
from tests.integration.web.test_signing import as_pupil

pytestmark = pytest.mark.django_db
NEW = "629471"


@pytest.fixture
def handed_out(a, clock):
    """A pupil whose PIN was made by somebody else, signed in."""
    pupil = people.enrolled(a, must_change=True)
    client = english()
    assert as_pupil(client, pupil)["Location"] == "/doi-pin/"
    pupil.client = client
    return pupil


def change(client, former=people.PIN, pin=NEW, again=None):
    return client.post("/doi-pin/", {"former": former, "chosen": pin, "again": again or pin})


@pytest.mark.parametrize("page", ["/", "/tim/", "/cua-em/", "/tin/"])
def test_with_a_pin_that_others_know_she_comes_nowhere_else(handed_out, page):
    assert handed_out.client.get(page)["Location"] == "/doi-pin/"


def test_the_way_out_and_the_switches_stay_open(handed_out):
    assert handed_out.client.post("/hien-thi/", {"switch": "easy"})["Location"] == "/"
    assert handed_out.client.post("/ra/")["Location"] == "/"


def test_with_her_own_pin_she_goes_on_signed_in(handed_out):
    assert change(handed_out.client)["Location"] == "/"
    assert not services.must_change_pin(handed_out.user)
    page = handed_out.client.get("/")
    assert page.status_code == 200
    assert "Your new PIN is kept." in text_of(page)
    handed_out.client.post("/ra/")
    assert as_pupil(english(), handed_out, pin=NEW)["Location"] == "/"


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"former": "000000"}, "former", "That is not right yet."),
        ({"pin": "12345"}, "chosen", "A PIN has six digits."),
        ({"pin": "123456"}, "chosen", "This PIN is easy to guess."),
        ({"again": "629472"}, "again", "The two are not the same."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(handed_out, said, field, words):
    response = change(handed_out.client, **said)
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(words)
    assert services.must_change_pin(handed_out.user)


def test_staff_have_no_pin(a):
    assert english(schools.user(Role.TEACHER, a)).get("/doi-pin/").status_code == 403


def test_strangers_are_asked_to_sign_in(a, anybody):
    assert anybody.get("/doi-pin/")["Location"].startswith("/vao/")
