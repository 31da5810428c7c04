"""Vietnamese text: one normal form, one folding, one alphabet, one slug. Everything else builds on these four."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify as ascii_slugify

# Order of the Vietnamese alphabet (Decision 240/QĐ-1984); foreign letters stand where English has them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# One character a letter: "A" is the first, so that digits and spaces still come before all letters.
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_ALPHABET)}


# Python sorts a run of combining marks by insertion, so that 80,000 of them take a minute. No language needs more than
# these on one letter (Stream-Safe Text Format, UAX 15 section 13).
_MOST_MARKS = 30


_LAST_MARK = 0x1FFFF  # no combining mark stands behind it
_BEGIN_WITH_MARKS = "\u0f73\u0f75\u0f81"  # no marks by themselves, but taken apart they are


@lru_cache(maxsize=1)
def _too_many_marks() -> re.Pattern[str]:
    chars = (chr(code) for code in range(0x300, _LAST_MARK))
    marks = "".join(char for char in chars if unicodedata.combining(char)) + _BEGIN_WITH_MARKS
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def nfc(value: str) -> str:
    """Unicode normal form C, in which all text is stored; of more than 30 marks on one letter the rest is cut."""
    if value.isascii():
        return value
    return unicodedata.normalize("NFC", _too_many_marks().sub(r"\1", value))


def fold(value: str) -> str:
    """Lower case, no marks, đ as d: what a pupil types without diacritics."""
    decomposed = unicodedata.normalize("NFD", value.lower().replace("đ", "d").replace("ð", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@lru_cache(maxsize=4096)
def sort_key(value: str) -> str:
    """A key whose binary order is the Vietnamese one: letters first, tones only between equal words.

    Stored beside the title, because neither SQLite nor a C-collated PostgreSQL puts Đ after D (stack-facts 3.4).
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", nfc(value).lower().replace("đ", "\ue000")):
        if char in _TONES:
            tones.append(_TONES[char])
        elif unicodedata.combining(char):
            letters[-1:] = [unicodedata.normalize("NFC", (letters[-1] if letters else "") + char)]
        else:
            letters.append("đ" if char == "\ue000" else char)
    ranked = "".join(_RANK.get(letter, letter) for letter in letters)
    return f"{ranked}\x01{''.join(tones)}"


def slugify(value: str) -> str:
    """An ASCII slug; đ becomes d, which Django's own slugify drops (stack-facts 2.9)."""
    return ascii_slugify(anyascii(nfc(value)))
