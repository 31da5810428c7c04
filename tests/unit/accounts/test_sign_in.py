"""Signing in: who gets in, what the refused are told, and how long they wait."""

import pytest

from cms.accounts import services
from cms.accounts.devices import new_device
from cms.accounts.events import ClassUnderAttack
from cms.accounts.models import SignInAttempt
from cms.accounts.services import throttle
from cms.foundation.errors import Problem
from cms.foundation.events import listens_to
from tests.factories import people, schools

pytestmark = pytest.mark.django_db

PIN = people.PIN
heard: list[ClassUnderAttack] = []


@listens_to(ClassUnderAttack)
def hears(event):
    heard.append(event)


@pytest.fixture
def pupil(clock):
    heard.clear()
    return people.enrolled(schools.school())


def sign_in(pupil, pin=PIN, device=None, **changes):
    wanted = {"class_code": pupil.code, "number": pupil.number} | changes
    return services.sign_in_pupil(wanted["class_code"], wanted["number"], pin, device or new_device())


def refused(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value


def test_a_pupil_signs_in_with_code_number_and_pin(pupil):
    found = sign_in(pupil)
    assert found.user == pupil.user
    assert found.device.knows(pupil.user.pk)


@pytest.mark.parametrize("typed", ["{0}{1}{2}{3}{4}{5}", "{0}{1}{2} {3}{4}{5}", " {0}{1}-{2}{3}.{4}{5} "])
def test_the_code_may_be_typed_with_spaces_and_dashes(pupil, typed):
    assert services.find_class(typed.format(*pupil.code)) == pupil.school_class


def test_wide_digits_of_a_vietnamese_or_japanese_keyboard_are_digits(pupil):
    wide = "".join(chr(ord("０") + int(digit)) for digit in pupil.code)
    assert services.find_class(wide) == pupil.school_class


def test_an_unfinished_code_says_how_many_digits_are_missing(pupil):
    problem = refused(services.find_class, pupil.code[:4])
    assert (problem.code, problem.extra["missing"]) == ("class-code-incomplete", 2)


@pytest.mark.parametrize("code", ["9999999", "abcdef", "١٢٣٤٥٦", "12345x"])
def test_what_is_no_code_names_no_class(pupil, code):
    assert refused(services.find_class, code).code == "class-code-unknown"


def test_last_years_code_names_no_class_once_the_next_year_has_begun(pupil, clock):
    school = pupil.school_class.year.school
    services.open_school_year(school, "sau", *people.next_year(pupil.school_class.year))
    assert services.find_class(pupil.code) == pupil.school_class
    clock.pass_by(days=400)
    assert refused(services.find_class, pupil.code).code == "class-code-unknown"


def test_a_wrong_pin_and_a_missing_number_get_the_same_answer(pupil):
    wrong, missing = refused(sign_in, pupil, "829467"), refused(sign_in, pupil, number=77)
    assert (wrong.code, wrong.status, wrong.extra) == (missing.code, missing.status, missing.extra)
    assert wrong.code == "pupil-not-recognised"


@pytest.mark.parametrize("number", [0, -1, 100, 10**9])
def test_a_number_that_no_list_has_leaves_no_trace(pupil, number):
    assert refused(sign_in, pupil, number=number).code == "pupil-not-recognised"
    assert not SignInAttempt.objects.exists()


def test_a_pupil_who_has_left_does_not_get_in(pupil):
    services.end_membership(pupil.membership)
    assert refused(sign_in, pupil).code == "pupil-not-recognised"


def test_a_deactivated_user_does_not_get_in(pupil):
    pupil.user.is_active = False
    pupil.user.save()
    assert refused(sign_in, pupil).code == "pupil-not-recognised"


def test_a_first_pin_must_be_changed_and_an_own_one_not(pupil):
    drawn = services.new_pin(pupil.user)
    assert sign_in(pupil, drawn).must_change
    services.change_pin(pupil.user, drawn, PIN)
    assert not sign_in(pupil).must_change


def test_the_wait_doubles_with_every_wrong_try(pupil, clock):
    waits = []
    for _ in range(6):
        assert refused(sign_in, pupil, "829467").code == "pupil-not-recognised"
        waits.append(refused(sign_in, pupil).extra["retry_after"])
        clock.pass_by(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32]


def test_the_right_pin_within_the_wait_is_not_even_looked_at(pupil):
    refused(sign_in, pupil, "829467")
    problem = refused(sign_in, pupil)
    assert (problem.code, problem.status) == ("too-soon", 429)


def test_ten_wrong_tries_a_day_are_all_that_strange_devices_have(pupil, clock):
    for _ in range(throttle.TRIES_A_DAY):
        refused(sign_in, pupil, "829467")
        clock.pass_by(minutes=16)
    assert refused(sign_in, pupil).code == "tries-used-up"
    clock.pass_by(days=1)
    assert sign_in(pupil).user == pupil.user


def test_a_right_try_from_a_strange_device_does_not_wipe_out_the_wrong_ones(pupil, clock):
    # Else somebody with one PIN of the class could try others' PINs for ever between two right ones.
    for _ in range(5):
        refused(sign_in, pupil, "829467")
        clock.pass_by(minutes=16)
    sign_in(pupil)
    assert throttle.failures(throttle.pupil_lane(pupil.school_class.pk, pupil.number)) == 5


def test_strangers_cannot_lock_a_pupil_out_of_her_own_device(pupil, clock):
    own = sign_in(pupil).device
    for _ in range(throttle.TRIES_A_DAY):
        refused(sign_in, pupil, "829467")
        clock.pass_by(minutes=16)
    assert refused(sign_in, pupil).code == "tries-used-up"
    assert sign_in(pupil, device=own).user == pupil.user


def test_the_own_device_waits_a_minute_at_most(pupil, clock):
    own = sign_in(pupil).device
    for _ in range(12):
        refused(sign_in, pupil, "829467", own)
        clock.pass_by(minutes=1)
    refused(sign_in, pupil, "829467", own)
    assert refused(sign_in, pupil, PIN, own).extra["retry_after"] == throttle.LONGEST_WAIT_KNOWN
    clock.pass_by(minutes=1)
    assert sign_in(pupil, device=own).user == pupil.user


def test_a_known_device_with_too_many_wrong_tries_counts_as_a_strange_one(pupil, clock):
    own = sign_in(pupil).device
    for _ in range(throttle.TRIES_KNOWN):
        refused(sign_in, pupil, "829467", own)
        clock.pass_by(minutes=1)
    refused(sign_in, pupil, "829467", own)
    assert throttle.failures(throttle.pupil_lane(pupil.school_class.pk, pupil.number)) == 1


def test_a_right_pin_on_the_own_device_wipes_its_lane_out(pupil, clock):
    own = sign_in(pupil).device
    refused(sign_in, pupil, "829467", own)
    clock.pass_by(seconds=1)
    sign_in(pupil, device=own)
    assert throttle.failures(throttle.device_lane(own, pupil.user.pk)) == 0


def test_a_class_under_attack_lets_only_known_devices_in_and_says_so_once(
    pupil, clock, django_capture_on_commit_callbacks
):
    own = sign_in(pupil).device
    lane = throttle.class_lane(pupil.school_class.pk)
    SignInAttempt.objects.create(lane=lane, failures=throttle.CLASS_BUDGET - 1, last_at=clock())
    with django_capture_on_commit_callbacks(execute=True):
        refused(sign_in, pupil, "829467", number=55)
    assert heard == [ClassUnderAttack(pupil.school_class.pk)]
    assert refused(sign_in, pupil, number=56).code == "tries-used-up"
    assert sign_in(pupil, device=own).user == pupil.user


def test_wrong_tries_on_a_known_device_do_not_count_against_the_class(pupil):
    own = sign_in(pupil).device
    refused(sign_in, pupil, "829467", own)
    assert throttle.failures(throttle.class_lane(pupil.school_class.pk)) == 0


def test_staff_sign_in_by_user_name_in_any_spelling_of_it(clock):
    user = people.staff("vu.thao")
    for spelling in ("vu.thao", " VU.THAO ", "ｖｕ.thao"):
        assert services.sign_in_staff(spelling, people.PASSWORD, new_device()).user == user


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(clock):
    people.staff("vu.thao")
    wrong = refused(services.sign_in_staff, "vu.thao", "no", new_device())
    unknown = refused(services.sign_in_staff, "nobody", "no", new_device())
    assert (wrong.code, wrong.status, wrong.extra) == (unknown.code, unknown.status, unknown.extra)


@pytest.mark.parametrize("other", ["VU.THAO", "vu.thảo", "vu.tha\u0309o", "vu\u200b.thao", "vu.thao "])
def test_every_spelling_of_a_name_waits_in_one_lane(clock, other):
    people.staff("vu.thao")
    refused(services.sign_in_staff, "vu.thao", "no", new_device())
    assert refused(services.sign_in_staff, other, "no", new_device()).code == "too-soon"


def test_staff_lanes_forget_after_a_day_of_peace(clock):
    people.staff("vu.thao")
    for _ in range(5):
        refused(services.sign_in_staff, "vu.thao", "no", new_device())
        clock.pass_by(minutes=16)
    clock.pass_by(days=1)
    refused(services.sign_in_staff, "vu.thao", "no", new_device())
    assert refused(services.sign_in_staff, "vu.thao", "no", new_device()).extra["retry_after"] == 1


def test_a_pupil_has_no_password_to_sign_in_with(pupil):
    problem = refused(services.sign_in_staff, pupil.user.username, "", new_device())
    assert problem.code == "staff-not-recognised"


def test_names_and_pins_do_not_stand_in_the_lanes(pupil):
    refused(sign_in, pupil, "829467")
    refused(services.sign_in_staff, "vu.thao", "no", new_device())
    lanes = " ".join(SignInAttempt.objects.values_list("lane", flat=True))
    assert "829467" not in lanes
    assert "thao" not in lanes


def test_quiet_lanes_are_dropped_after_two_days(pupil, clock):
    refused(sign_in, pupil, "829467")
    assert services.prune() == 0
    clock.pass_by(days=2, seconds=1)
    assert services.prune() == 2  # the pupil's and the class's
