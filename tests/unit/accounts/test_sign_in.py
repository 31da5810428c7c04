"""Signing in: who gets in, what the refused are told, and how long they wait."""

import pytest

from cms.accounts import services
from cms.accounts.models import SchoolNetwork, SignInAttempt, WrongTries
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import WRONG, asking, sign_in, sign_in_staff

pytestmark = pytest.mark.django_db

PIN = people.PIN


@pytest.fixture
def pupil(clock):
    return people.enrolled(schools.school())


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
    assert services.find_class(typed.format(*pupil.code), asking()) == pupil.school_class


def test_wide_digits_of_a_vietnamese_or_japanese_keyboard_are_digits(pupil):
    wide = "".join(chr(ord("０") + int(digit)) for digit in pupil.code)
    assert services.find_class(wide, asking()) == pupil.school_class


def test_an_unfinished_code_says_how_many_digits_are_missing(pupil):
    problem = refused(services.find_class, pupil.code[:4], asking())
    assert (problem.code, problem.extra["missing"]) == ("class-code-incomplete", 2)


@pytest.mark.parametrize("code", ["9999999", "abcdef", "١٢٣٤٥٦", "12345x"])
def test_what_is_no_code_names_no_class(pupil, code):
    assert refused(services.find_class, code, asking()).code == "class-code-unknown"


def test_last_years_code_names_no_class_once_the_next_year_has_begun(pupil, clock):
    school = pupil.school_class.year.school
    services.open_school_year(school, "sau", *people.next_year(pupil.school_class.year))
    assert services.find_class(pupil.code, asking()) == pupil.school_class
    clock.pass_by(days=400)
    assert refused(services.find_class, pupil.code, asking()).code == "class-code-unknown"


def test_a_wrong_pin_and_a_missing_number_get_the_same_answer(pupil):
    wrong, missing = refused(sign_in, pupil, WRONG), refused(sign_in, pupil, number=77)
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


def test_staff_sign_in_by_user_name_in_any_spelling_of_it(clock):
    user = people.staff("vu.thao")
    for spelling in ("vu.thao", " VU.THAO ", "ｖｕ.thao"):
        assert sign_in_staff(spelling).user == user


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(clock):
    people.staff("vu.thao")
    wrong = refused(sign_in_staff, "vu.thao", "no")
    unknown = refused(sign_in_staff, "nobody", "no")
    assert (wrong.code, wrong.status, wrong.extra) == (unknown.code, unknown.status, unknown.extra)


@pytest.mark.parametrize("other", ["VU.THAO", "vu.thảo", "vu.tha\u0309o", "vu\u200b.thao", "vu.thao "])
def test_every_spelling_of_a_name_waits_in_one_lane(clock, other):
    people.staff("vu.thao")
    refused(sign_in_staff, "vu.thao", "no")
    assert refused(sign_in_staff, other, "no").code == "too-soon"


def test_a_pupil_has_no_password_to_sign_in_with(pupil):
    problem = refused(sign_in_staff, pupil.user.username, "")
    assert problem.code == "staff-not-recognised"


def test_names_pins_and_addresses_do_not_stand_in_the_database(pupil):
    refused(sign_in, pupil, WRONG)
    refused(sign_in_staff, "vu.thao", "no")
    sign_in(pupil, address="198.51.100.8")
    kept = repr([list(model.objects.values_list()) for model in (SignInAttempt, WrongTries, SchoolNetwork)])
    assert SchoolNetwork.objects.exists()
    for secret in (WRONG, "thao", "198.51.100"):
        assert secret not in kept


def test_what_is_over_is_dropped(pupil, clock):
    sign_in(pupil)
    refused(sign_in, pupil, WRONG)
    kept = SignInAttempt.objects.count()
    assert services.keep_house() == {"attempts": 0, "networks": 0, "tokens": 0, "tries": 0}
    clock.pass_by(days=2, seconds=1)
    assert services.keep_house() == {"attempts": kept, "networks": 0, "tokens": 0, "tries": 0}
    clock.pass_by(days=30)
    assert services.keep_house() == {"attempts": 0, "networks": 1, "tokens": 0, "tries": 1}
