"""PINs and passwords: who may change them, and what a change ends."""

import pytest
from django.contrib.sessions.models import Session

from cms.accounts import services
from cms.accounts.models import Credential
from cms.foundation.errors import Problem
from tests.factories import people, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return people.enrolled(schools.school())


def code_of(call, *args):
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def test_a_pupil_changes_her_pin_by_the_former_one_only(pupil, clock):
    assert code_of(services.change_pin, pupil.user, "111111", "536974") == "pupil-not-recognised"
    clock.pass_by(seconds=2)
    services.change_pin(pupil.user, people.PIN, "536974")
    assert code_of(services.change_pin, pupil.user, people.PIN, "829467") == "pupil-not-recognised"


@pytest.mark.parametrize(("pin", "code"), [("12345", "pin-not-six-digits"), ("123456", "pin-too-easy")])
def test_a_bad_new_pin_changes_nothing(pupil, pin, code):
    assert code_of(services.change_pin, pupil.user, people.PIN, pin) == code
    services.change_pin(pupil.user, people.PIN, "536974")


def test_a_handed_out_pin_is_a_strong_one_and_must_be_changed(pupil):
    pin = services.new_pin(pupil.user)
    assert len(pin) == 6
    assert services.must_change_pin(pupil.user)
    services.change_pin(pupil.user, pin, "536974")
    assert not services.must_change_pin(pupil.user)


def test_one_pin_is_active_however_often_it_changes(pupil):
    for pin in ("536974", "829467", "647385"):
        services.set_pin(pupil.user, pin)
    assert Credential.objects.filter(user=pupil.user, is_active=True).count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda user: services.set_pin(user, "536974"),
        lambda user: services.set_password(user, "một mật khẩu dài khác"),
    ],
)
def test_a_new_secret_ends_the_sessions_of_the_site(client, pupil, change):
    client.force_login(pupil.user)
    assert Session.objects.exists()
    assert client.get("/api/v1/me").status_code == 200
    change(pupil.user)
    assert client.get("/api/v1/me").status_code == 401


def test_who_sits_at_an_open_session_can_not_try_all_pins(pupil, clock):
    waits = []
    for number in range(8):
        assert code_of(services.change_pin, pupil.user, f"11111{number}", "536974") == "pupil-not-recognised"
        with pytest.raises(Problem) as soon:
            services.change_pin(pupil.user, people.PIN, "536974")  # not even the right one
        assert soon.value.code == "too-soon"
        waits.append(soon.value.extra["retry_after"])
        clock.pass_by(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    services.change_pin(pupil.user, people.PIN, "536974")


def test_staff_change_their_password_by_the_former_one_only(clock):
    user = people.staff()
    assert code_of(services.change_password, user, "wrong", "một mật khẩu dài khác") == "former-password-wrong"
    assert code_of(services.change_password, user, people.PASSWORD, "một mật khẩu dài khác") == "too-soon"
    clock.pass_by(seconds=2)
    services.change_password(user, people.PASSWORD, "một mật khẩu dài khác")
    assert user.check_password("một mật khẩu dài khác")


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "staff.name.1"])
def test_weak_passwords_are_refused(password):
    user = people.staff("staff.name.1")
    assert code_of(services.set_password, user, password) == "password-not-accepted"
    assert user.check_password(people.PASSWORD)
