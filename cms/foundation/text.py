"""Vietnamese text: one normal form, one folding, one alphabet, one slug. Everything else builds on these four."""

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify as ascii_slugify

from cms.foundation.normal_form import nfc

__all__ = ["fold", "nfc", "slugify", "sort_key"]

# Order of the Vietnamese alphabet (Decision 240/QĐ-1984); foreign letters stand where English has them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# One character a letter: "A" is the first, so that digits and spaces still come before all letters.
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_ALPHABET)}


def fold(value: str) -> str:
    """Lower case, no marks, đ as d: what a pupil types without diacritics."""
    decomposed = unicodedata.normalize("NFD", value.lower().replace("đ", "d").replace("ð", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@lru_cache(maxsize=4096)
def sort_key(value: str) -> str:
    """A key whose binary order is the Vietnamese one: letters first, tones only between equal words.

    Stored beside the title, because neither SQLite nor a C-collated PostgreSQL puts Đ after D.
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
    """An ASCII slug; đ becomes d, which Django's own slugify drops."""
    return ascii_slugify(anyascii(nfc(value)))
