"""PINs: six digits (20 bits, ASVS 6.5.4), none that people try first, kept as peppered Argon2 hashes (ASVS 6.5.2)."""

import itertools
import re
import secrets
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

DIGITS: Final = 6
_SHAPE: Final = re.compile(rf"[0-9]{{{DIGITS}}}\Z")
_DISTINCT: Final = 3  # 122121 has fewer
_FAVOURITES: Final = frozenset({"159753", "147258", "258369", "369258", "789456", "123321", "102030", "112233"})


def is_pin(value: str) -> bool:
    """Six ASCII digits; full-width or Arabic digits are not."""
    return _SHAPE.match(value) is not None


def is_weak(pin: str) -> bool:
    """Rows, repetitions, few different digits, birthdays (ddmmyy, yymmdd, mmddyy, years) and known favourites."""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    half, third = pin[:3] * 2, pin[:2] * 3
    return (
        len(steps) == 1
        or len(set(pin)) < _DISTINCT
        or pin in {half, third}
        or pin == pin[::-1]
        or pin in _FAVOURITES
        or _is_date(pin)
    )


def _is_date(pin: str) -> bool:
    first, second, third = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    months, days = range(1, 13), range(1, 32)
    return (
        (first in days and second in months)
        or (first in months and second in days)
        or (second in months and third in days)
    )


def random_pin() -> str:
    """A strong PIN from the system's randomness."""
    while True:
        pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if not is_weak(pin):
            return pin


def hashed(pin: str) -> str:
    """The hash to store. A million PINs are tried in a night, so a key that is not in the database goes in."""
    return make_password(_peppered(pin, settings.SECRET_KEY))


def matches(pin: str, encoded: str) -> bool:
    """Whether the PIN belongs to the hash, under the present key or one that was rotated out."""
    return any(check_password(_peppered(pin, key), encoded) for key in _keys())


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def _peppered(pin: str, key: str) -> str:
    return salted_hmac("cms.accounts.pin", pin, secret=key, algorithm="sha256").hexdigest()
