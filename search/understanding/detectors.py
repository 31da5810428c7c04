"""Signals inside a query: an ISBN, a grade, quoted words. They help ranking and never filter."""

import re
from collections.abc import Sequence

from cms.foundation.outside import whole_number
from search.understanding.keystrokes import decode
from search.understanding.syllables import fold_word, folded

MAX_GRADE = 12
_GRADE_WORDS = frozenset({"lop", "khoi"})
_GLUED = re.compile(r"^(?:lop|khoi|l)(\d{1,2})$")
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bai": 7, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_QUOTED = re.compile(r'"([^"]{2,})"')


def isbn_of(text: str) -> str:
    """The ISBN if the whole text is one with a right check digit (ISO 2108), in its form with 13 digits; else empty."""
    number = re.sub(r"^isbn\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)
    number = number.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"[0-9]{13}", number):
        return number if number[-1] == _check_digit(number[:-1]) else ""
    if not re.fullmatch(r"[0-9]{9}[0-9X]", number):
        return ""
    total = sum((10 if digit == "X" else int(digit)) * (10 - place) for place, digit in enumerate(number))
    body = f"978{number[:-1]}"
    return body + _check_digit(body) if total % 11 == 0 else ""


def _check_digit(body: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10)


def grade_at(surfaces: Sequence[str], place: int) -> tuple[int, int] | None:
    """The grade that words from `place` on name, and how many words that takes; None when they name none."""
    word = _as_meant(surfaces[place])
    glued = _GLUED.match(fold_word(surfaces[place]))
    if glued:
        return _checked(int(glued.group(1)), 1)
    if word not in _GRADE_WORDS or place + 1 >= len(surfaces):
        return None
    following = _as_meant(surfaces[place + 1])
    if (digits := whole_number(following)) is not None:
        return _checked(digits, 2)
    if following not in _NUMBERS:
        return None
    number = _NUMBERS[following]
    if number == 10 and place + 2 < len(surfaces):  # noqa: PLR2004  (mười một, mười hai)
        unit = _NUMBERS.get(_as_meant(surfaces[place + 2]), 0)
        if unit in {1, 2}:
            return _checked(10 + unit, 3)
    return _checked(number, 2)


def phrases_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Folded words of each quoted part of two words or more."""
    found = (tuple(folded(part)) for part in _QUOTED.findall(text))
    return tuple(words for words in found if len(words) > 1)


def _as_meant(word: str) -> str:
    plain = fold_word(word)
    if plain in _GRADE_WORDS or plain in _NUMBERS or plain.isdecimal():
        return plain
    decoded = decode(word)
    return decoded.folded if decoded else plain


def _checked(grade: int, words: int) -> tuple[int, int] | None:
    return (grade, words) if 1 <= grade <= MAX_GRADE else None
