"""Signing in and out on the site."""

from itertools import product

import pytest
from django.urls import reverse

from cms.accounts import devices
from cms.accounts.enums import Role
from tests.factories import people, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(a, clock):
    return people.enrolled(a)


def as_pupil(client, pupil, **changes):
    said = {"code": pupil.code, "number": str(pupil.number), "pin": people.PIN} | changes
    extra = {"next": said.pop("next")} if "next" in said else {}
    return client.post("/vao/", {"who": "pupil", **{f"pupil-{k}": v for k, v in said.items()}, **extra})


def as_staff(client, username, password, **extra):
    said = {"who": "staff", "staff-username": username, "staff-password": password}
    return client.post("/vao/", said | extra)


def test_a_pupil_comes_in_with_class_number_and_pin(pupil, anybody):
    response = as_pupil(anybody, pupil)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert int(anybody.session["_auth_user_id"]) == pupil.user.pk


def test_staff_come_in_with_a_password(a, anybody, clock):
    user = people.staff("vu.thao", Role.LIBRARIAN, a)
    assert as_staff(anybody, "Vu.Thao", people.PASSWORD).status_code == 302
    assert int(anybody.session["_auth_user_id"]) == user.pk


def test_an_own_device_is_known_from_then_on(pupil, anybody):
    response = as_pupil(anybody, pupil, own="on")
    cookie = response.cookies[devices.cookie_name()]
    assert devices.read_pass(cookie.value).knows(pupil.user.pk)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_wrong_pin_is_said_at_its_field_and_what_was_typed_stays(pupil, anybody):
    response = as_pupil(anybody, pupil, pin="111222")
    html = response.content.decode()
    assert response.status_code == 422
    assert response.context["pupil"].errors["pin"] == [
        "That is not right yet. Check your number and your PIN, or call your teacher."
    ]
    assert f'value="{pupil.code}"' in html
    assert 'value="12"' in html
    assert "111222" not in html
    assert "_auth_user_id" not in anybody.session


@pytest.mark.parametrize(
    ("code", "words"),
    [("739", "The number lacks 3 digits."), ("000000", "No class has this number."), ("", "Type the number")],
)
def test_what_is_wrong_with_the_class_code_is_said_at_the_code(pupil, anybody, code, words):
    if code == pupil.code:
        code = "000001"
    response = as_pupil(anybody, pupil, code=code)
    assert response.context["pupil"].errors["code"][0].startswith(words)
    assert list(response.context["pupil"].errors) == ["code"]


def test_the_cursor_stands_in_the_first_field_that_is_wrong(pupil, anybody):
    html = as_pupil(anybody, pupil, number="x").content.decode()
    assert html.count("autofocus") == 1
    assert "autofocus" in html[html.index('name="pupil-number"') :][:400]


def test_an_error_is_tied_to_its_field_for_those_who_listen(pupil, anybody):
    html = as_pupil(anybody, pupil, number="").content.decode()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_pupil-number_error"' in html
    assert 'id="id_pupil-number_error"' in html


def test_too_many_tries_are_told_to_wait_and_how_long(pupil, anybody):
    answers = [as_pupil(english(), pupil, pin=f"48596{n}") for n in range(8)]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused["Retry-After"]) >= 1
    assert as_pupil(english(), pupil).status_code == 429


def test_the_wrong_password_is_one_answer_for_unknown_people_too(a, anybody, clock):
    people.staff("vu.thao", Role.LIBRARIAN, a)
    known = as_staff(english(), "vu.thao", "falsch")
    unknown = as_staff(english(), "nobody.at.all", "falsch")
    assert known.context["staff"].errors == unknown.context["staff"].errors
    assert known.status_code == unknown.status_code == 422


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_back_never_leads_off_the_site(pupil, elsewhere):
    assert as_pupil(english(), pupil, next=elsewhere)["Location"] == "/"


def test_the_way_back_leads_to_where_she_wanted_to_go(pupil, anybody):
    asked = anybody.get(reverse("reading:mine"))
    assert asked["Location"] == "/vao/?next=/cua-em/"
    assert 'name="next" value="/cua-em/"' in anybody.get(asked["Location"]).content.decode()
    assert as_pupil(anybody, pupil, next="/cua-em/")["Location"] == "/cua-em/"


def test_who_is_in_already_is_led_on(a):
    assert english(schools.pupil(a)).get("/vao/")["Location"] == "/"


def test_a_session_is_made_anew_at_sign_in(pupil, anybody):
    anybody.get("/")
    anybody.session["before"] = 1
    before = anybody.session.session_key
    as_pupil(anybody, pupil)
    assert anybody.session.session_key != before


def test_signing_out_takes_a_form_and_ends_the_session(a):
    client = english(schools.pupil(a))
    assert client.get("/ra/").status_code == 405
    assert client.post("/ra/")["Location"] == "/"
    assert "_auth_user_id" not in client.session
    assert "You are signed out." in text_of(client.get("/"))


def test_forms_from_elsewhere_are_refused_with_a_page_that_says_what_to_do(pupil):
    client = english(enforce_csrf_checks=True)
    response = as_pupil(client, pupil)
    assert response.status_code == 403
    assert "The form has waited too long." in text_of(response)


def test_the_admins_own_door_without_limits_is_bricked_up(a, anybody):
    operator = english(schools.user(is_superuser=True, is_staff=True))  # she passes the guard before the admin's views
    for browser, address in product((anybody, operator), ("/admin/login/", "/_util/login/")):
        assert browser.get(address)["Location"].startswith("/vao/")
        assert browser.post(address, {"username": "x", "password": "y"})["Location"].startswith("/vao/")
    assert anybody.get("/admin/")["Location"] == "/vao/?next=/admin/"


def test_pages_of_the_sign_in_are_kept_by_nobody(anybody, a):
    assert "no-store" in anybody.get("/vao/")["Cache-Control"]
