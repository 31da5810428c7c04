"""Signing in and out by token, as an app does it."""

import pytest

from cms.accounts.devices import read_pass
from cms.accounts.enums import Role
from cms.accounts.models import ApiToken
from tests.factories import people
from tests.factories.callers import Caller

JUNK = {"authorization": "Bearer kva_" + "A" * 43}


@pytest.fixture
def nobody(db):
    """An app that has not signed in, at `/api/v1/`."""
    caller = Caller()
    caller.public, caller.root = False, "/api/v1/"
    return caller


def credentials(pupil, **changes):
    return {"class_code": pupil.code, "number": pupil.number, "pin": people.PIN, "device_name": "Tablet 7"} | changes


def signed_in(answer):
    caller = Caller()
    caller.public, caller.root = False, "/api/v1/"
    caller.headers["authorization"] = f"Bearer {answer['access_token']}"
    return caller


def test_a_class_code_names_class_and_school_and_no_pupil(nobody, pupil):
    answer = nobody.send("POST", "auth/class", {"code": f" {pupil.code[:3]} {pupil.code[3:]} "})
    assert answer.json() == {
        "name": pupil.school_class.name,
        "grade": 4,
        "school": {"uid": str(pupil.school_class.year.school.uid), "name": "Trường A"},
    }
    assert "Linh" not in answer.content.decode()


def test_a_wrong_code_says_so_in_the_language_of_the_app(nobody, pupil):
    problem = nobody.send("POST", "auth/class", {"code": "999"}, headers={"accept-language": "vi"}).json()
    assert (problem["code"], problem["missing"]) == ("class-code-incomplete", 3)
    assert nobody.send("POST", "auth/class", {"code": "abc"}).status_code == 404


def test_a_pupil_signs_in_and_is_herself(nobody, pupil):
    answer = nobody.send("POST", "auth/pupil", credentials(pupil))
    assert answer["Cache-Control"] == "no-store"
    found = answer.json()
    assert found["reader"]["name"] == "Hoàng Khánh Linh"
    assert found["reader"]["school_class"] == {"name": pupil.school_class.name, "grade": 4}
    assert found["expires_in"] == 900
    assert signed_in(found).get("me").json() == found["reader"]
    assert ApiToken.objects.filter(device_name="Tablet 7").count() == 2


def test_the_pass_of_a_device_is_taken_back_and_keeps_its_lane(nobody, pupil, clock):
    first = nobody.send("POST", "auth/pupil", credentials(pupil)).json()
    for wait in (1, 2, 0):
        nobody.send("POST", "auth/pupil", credentials(pupil, pin="829467"))
        clock.pass_by(seconds=wait)
    assert nobody.send("POST", "auth/pupil", credentials(pupil)).status_code == 429
    again = nobody.send("POST", "auth/pupil", credentials(pupil, device_pass=first["device_pass"]))
    assert again.status_code == 200


def test_the_back_off_says_when_to_come_again(nobody, pupil, clock):
    assert nobody.send("POST", "auth/pupil", credentials(pupil, pin="829467")).status_code == 401
    refused = nobody.send("POST", "auth/pupil", credentials(pupil))
    assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (429, "too-soon", "1")


def test_a_pin_that_somebody_else_has_seen_is_to_be_changed(nobody, school):
    pupil = people.enrolled(school, must_change=True)
    assert nobody.send("POST", "auth/pupil", credentials(pupil)).json()["reader"]["must_change_pin"]


def test_staff_sign_in_by_password(nobody, school):
    user = people.staff("vu.thao", Role.LIBRARIAN, school)
    body = {"username": "vu.thao", "password": people.PASSWORD}
    found = nobody.send("POST", "auth/staff", body).json()["reader"]
    assert (found["uid"], found["roles"]) == (str(user.uid), [{"slug": "librarian", "label": "Librarian"}])
    assert nobody.send("POST", "auth/staff", body | {"password": "no"}).json()["code"] == "staff-not-recognised"


def test_tokens_are_traded_and_a_replay_ends_the_sign_in(nobody, pupil, clock):
    first = nobody.send("POST", "auth/pupil", credentials(pupil)).json()
    second = nobody.send("POST", "auth/refresh", {"refresh_token": first["refresh_token"]}).json()
    assert signed_in(second).get("me").status_code == 200
    clock.pass_by(seconds=31)
    replay = nobody.send("POST", "auth/refresh", {"refresh_token": first["refresh_token"]})
    assert (replay.status_code, replay.json()["code"]) == (401, "refresh-token-reused")
    assert signed_in(second).get("me").json()["code"] == "token-not-valid"


def test_signing_out_ends_this_device_and_no_other(nobody, pupil):
    here, there = (nobody.send("POST", "auth/pupil", credentials(pupil)).json() for _ in range(2))
    answer = signed_in(here).send("POST", "auth/sign-out")
    assert (answer.status_code, answer.content) == (204, b"")
    assert signed_in(here).get("me").status_code == 401
    assert nobody.send("POST", "auth/refresh", {"refresh_token": here["refresh_token"]}).status_code == 401
    assert signed_in(there).get("me").status_code == 200


@pytest.mark.parametrize("path", ["auth/class", "auth/pupil", "auth/staff", "auth/refresh", "auth/sign-out"])
@pytest.mark.parametrize("stray", ["role", "user_id", "is_staff", "email", "school"])
def test_a_field_that_is_not_asked_for_is_refused(nobody, pupil, path, stray):
    bodies = {
        "auth/class": {"code": pupil.code},
        "auth/pupil": credentials(pupil),
        "auth/staff": {"username": "x", "password": "y"},
        "auth/refresh": {"refresh_token": "x"},
        "auth/sign-out": {},
    }
    answer = nobody.send("POST", path, bodies[path] | {stray: "x"})
    if path == "auth/sign-out":
        assert answer.status_code == 401
    else:
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/{stray}")


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"class_code": null}', '{"class_code": {}, "number": "x", "pin": []}', '"x"']
)
def test_odd_bodies_are_problems_and_never_faults(nobody, body):
    answer = nobody.send("POST", "auth/pupil", body)
    assert answer.status_code in {400, 422}


def test_a_large_body_is_refused_before_it_is_read(nobody):
    answer = nobody.send("POST", "auth/class", '{"code": "' + "1" * 300_000 + '"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_on_a_shared_device_a_sign_in_ends_after_half_an_hour_of_rest(nobody, pupil, clock):
    body = credentials(pupil, shared_device=True)
    answer = nobody.send("POST", "auth/pupil", body).json()
    assert not read_pass(answer["device_pass"]).knows(pupil.user.pk)
    for _ in range(24):
        clock.pass_by(minutes=29)
        answer = nobody.send("POST", "auth/refresh", {"refresh_token": answer["refresh_token"]}).json()
    clock.pass_by(minutes=25)  # and after twelve hours at the latest
    assert nobody.send("POST", "auth/refresh", {"refresh_token": answer["refresh_token"]}).status_code == 401
    clock.pass_by(minutes=1)
    answer = nobody.send("POST", "auth/pupil", body).json()
    assert nobody.send("GET", "me", headers={"authorization": f"Bearer {answer['access_token']}"}).status_code == 200
    clock.pass_by(minutes=30)
    assert nobody.send("POST", "auth/refresh", {"refresh_token": answer["refresh_token"]}).status_code == 401


def test_a_wrong_token_is_an_error_before_the_sign_in_too(nobody, pupil):
    for path in ("auth/class", "auth/pupil", "auth/staff", "auth/refresh", "auth/sign-out"):
        answer = nobody.send("POST", path, {}, headers=JUNK)
        assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid"), path
