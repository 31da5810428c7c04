"""Check digits of ISBN and ISSN, and the shape of a DDC number."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Digits may be parted where a library may cut the number (MARC 21, field 082: prime or slash).
_DDC = re.compile(r"[0-9]{3}(?:[/']?\.[0-9]+(?:[/'][0-9]+)*)?")
_ISBN10, _ISBN13, _ISSN = 10, 13, 8


def compact(value: str) -> str:
    """The number without hyphens and spaces, X in capitals."""
    return value.replace("-", "").replace(" ", "").replace("–", "").upper()


def is_isbn(value: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    number = compact(value)
    if len(number) == _ISBN13 and number.isdigit():
        return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(number)) % 10 == 0
    return len(number) == _ISBN10 and _modulo_11(number)


def is_issn(value: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297)."""
    number = compact(value)
    return len(number) == _ISSN and _modulo_11(number)


def _modulo_11(number: str) -> bool:
    body, check = number[:-1], number[-1]
    if not body.isdigit() or not (check.isdigit() or check == "X"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, range(len(number), 1, -1), strict=True))
    return (total + (10 if check == "X" else int(check))) % 11 == 0


def validate_isbn(value: str) -> None:
    if not is_isbn(value):
        raise ValidationError(_("This is no ISBN: a digit is missing or mistyped."), code="isbn")


def validate_issn(value: str) -> None:
    if not is_issn(value):
        raise ValidationError(_("This is no ISSN: a digit is missing or mistyped."), code="issn")


def validate_ddc(value: str) -> None:
    """Form validator: a class of three digits, decimals after a point; no book number, which belongs to a holding."""
    if not _DDC.fullmatch(value):
        message = _("A DDC number has three digits, and more after a point where needed: 895.922.")
        raise ValidationError(message, code="ddc")
