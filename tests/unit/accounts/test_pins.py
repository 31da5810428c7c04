"""PINs: their shape, which are refused, and how they are kept."""

import pytest
from django.test import override_settings

from cms.accounts import hashing, pins
from tests.factories import people


@pytest.mark.parametrize("value", ["12345", "1234567", "12 456", "١٢٣٤٥٦", "１２３４５６", "12345a", "123456\n", ""])
def test_only_six_ascii_digits_are_a_pin(value):
    assert not pins.is_pin(value)


@pytest.mark.parametrize(
    "pin",
    [
        "123456",
        "654321",
        "246802",
        "000000",
        "777777",
        "121212",
        "123123",
        "122121",
        "159753",
        "935539",
        "201015",
        "150920",
        "091520",
        "200915",
        "890123",
    ],
)
def test_rows_repetitions_birthdays_and_favourites_are_weak(pin):
    assert pins.is_weak(pin)


@pytest.mark.parametrize("pin", ["748291", "536974", "829467"])
def test_a_pin_without_a_pattern_is_accepted(pin):
    assert not pins.is_weak(pin)


def test_drawn_pins_are_strong_and_differ():
    drawn = [pins.random_pin() for _ in range(500)]
    assert all(pins.is_pin(pin) and not pins.is_weak(pin) for pin in drawn)
    assert len(set(drawn)) > 450


def test_a_hash_hides_the_pin_and_differs_each_time():
    first, second = pins.hashed("748291"), pins.hashed("748291")
    assert first != second
    assert "748291" not in first
    assert pins.matches("748291", first)
    assert not pins.matches("748292", first)


def test_a_hash_is_worth_nothing_without_the_key_of_the_installation():
    encoded = pins.hashed("748291")
    with override_settings(SECRET_KEY=people.OTHER_KEY):
        assert not pins.matches("748291", encoded)


def test_a_pin_survives_the_rotation_of_the_key(settings):
    encoded = pins.hashed("748291")
    with override_settings(SECRET_KEY=people.OTHER_KEY, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert pins.matches("748291", encoded)


@override_settings(PASSWORD_HASHERS=["tests.unit.accounts.counting.CountingHasher"])
def test_nobody_costs_as_many_hashes_as_somebody():
    from tests.unit.accounts.counting import CountingHasher

    hashing._dummy_pin.cache_clear()
    hashing._dummy_password.cache_clear()
    somebody = pins.hashed("748291")
    hashing.pin_matches("1", None)  # makes the dummies
    hashing.password_matches("1", None)
    costs = []
    for check in (
        lambda: hashing.pin_matches("111111", somebody),
        lambda: hashing.pin_matches("111111", None),
        lambda: hashing.password_matches("x", somebody),
        lambda: hashing.password_matches("x", None),
        lambda: hashing.password_matches("x", "!unusable"),
    ):
        CountingHasher.made = 0
        assert not check()
        costs.append(CountingHasher.made)
    hashing._dummy_pin.cache_clear()
    hashing._dummy_password.cache_clear()
    assert costs == [1, 1, 1, 1, 1]
