"""Checking secrets so that unknown people cost as much as known ones: the clock tells nobody who has an account."""

from functools import lru_cache

from django.contrib.auth.hashers import check_password, make_password

from cms.accounts import pins


@lru_cache(maxsize=1)
def _dummy_password() -> str:
    return make_password("nobody's password")


@lru_cache(maxsize=1)
def _dummy_pin() -> str:
    return pins.hashed("000000")


def password_matches(password: str, encoded: str | None) -> bool:
    """Whether the password belongs to the hash; None (nobody there) hashes all the same and is False."""
    if encoded is None or encoded.startswith("!"):  # unusable: somebody without a password
        check_password(password, _dummy_password())
        return False
    return check_password(password, encoded)


def pin_matches(pin: str, encoded: str | None) -> bool:
    """Whether the PIN belongs to the hash; None (nobody there) hashes all the same and is False."""
    if encoded is None:
        pins.matches(pin, _dummy_pin())
        return False
    return pins.matches(pin, encoded)
