"""Numbers, times and JSON as others send them, brought into bounds before anything is computed with them.

Python refuses to read a whole number of more than 4,300 digits, and its calendar ends with the year 9999 in every time
zone: what is computed with an unbounded value is an error of ours, whoever sent it.
"""

import json
import math
import re
from datetime import UTC, datetime
from typing import Any, Final

BIGGEST: Final = 2**63 - 1
"""The greatest whole number that both databases store."""
# A device whose clock was never set begins in 1970, some in 1904; the distance to now is what corrects its times.
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
_DIGITS: Final = 19
_ESCAPED: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def whole_number(text: str, *, most: int = BIGGEST) -> int | None:
    """The number that ASCII digits spell, `most` for any greater one; None for what is no number."""
    if not (text.isascii() and text.isdecimal()):
        return None
    digits = text.lstrip("0") or "0"
    return most if len(digits) > _DIGITS else min(int(digits), most)


def moment(given: datetime) -> datetime | None:
    """The time in UTC; None before 1900, after 2199 and without a time zone, which nobody can have meant."""
    if given.tzinfo is None or not _EARLIEST <= given < _LATEST:
        return None
    return given.astimezone(UTC)


def read_json(body: bytes) -> Any:
    """What a body in UTF-8 says, with nothing in it that can't be stored or computed with.

    Numbers beyond the bounds, infinite ones and NaN become None, so that whoever checks the field refuses that field
    and not what was sent with it. NUL and halves of surrogate pairs become U+FFFD: PostgreSQL stores neither.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        found = json.loads(body, parse_int=_integer, parse_float=_real, parse_constant=_nothing)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return _storable(found) if _ESCAPED.search(body) else found


def _integer(digits: str) -> int | None:
    number = whole_number(digits.removeprefix("-"), most=BIGGEST + 1)
    if number is None or number > BIGGEST:
        return None
    return -number if digits.startswith("-") else number


def _real(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _nothing(_name: str) -> None:
    """NaN and the infinities, which Python reads though they are no JSON (RFC 8259, section 6)."""


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return value
