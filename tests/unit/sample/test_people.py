import pytest
from django.contrib.auth.password_validation import validate_password

from cms.accounts import pins
from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.foundation.text import nfc, sort_key
from cms.sample.people import CLASSES, STAFF

PUPILS = [pupil for listed in CLASSES for pupil in listed.pupils]


@pytest.mark.parametrize("pupil", PUPILS, ids=lambda pupil: pupil.pin)
def test_a_pin_is_one_that_a_pupil_may_have(pupil):
    assert pins.is_pin(pupil.pin)
    assert not pins.is_weak(pupil.pin)


def test_no_two_pupils_share_a_pin_or_a_number():
    assert len({pupil.pin for pupil in PUPILS}) == len(PUPILS)
    for listed in CLASSES:
        assert [pupil.number for pupil in listed.pupils] == list(range(1, len(listed.pupils) + 1))


def test_lists_are_in_the_order_of_given_names():
    for listed in CLASSES:
        keys = [sort_key(pupil.first_name) for pupil in listed.pupils]
        assert keys == sorted(keys)


@pytest.mark.parametrize("person", STAFF, ids=lambda person: person.username)
def test_a_password_is_one_that_the_platform_accepts(person):
    user = User(username=person.username, first_name=person.first_name, last_name=person.last_name)
    validate_password(person.password, user)


def test_every_role_of_a_school_is_there():
    assert {person.role for person in STAFF} == set(Role) - {Role.PUPIL, Role.PROVINCE}
    assert {listed.name: len(listed.pupils) for listed in CLASSES} == {"4A": 8, "9B": 6}


def test_names_are_composed():
    for person in [*STAFF, *PUPILS]:
        assert nfc(person.last_name + person.first_name) == person.last_name + person.first_name
