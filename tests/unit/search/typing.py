"""How a syllable is typed by Telex and by VNI: written apart from the code that reads it."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0301": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}


def as_telex(word: str, *, at_end: bool) -> str:
    """Keystrokes with the tone at the end of the word, or right after its vowel."""
    return _typed(word, _TELEX, "sfrxj", at_end=at_end)


def as_vni(word: str, *, at_end: bool) -> str:
    """The same for VNI."""
    return _typed(word, _VNI, "12345", at_end=at_end)


def _typed(word: str, marks: dict[str, str], tones: str, *, at_end: bool) -> str:
    keys, tone = "", ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        found = [tones[_TONES[part]] for part in parts if part in _TONES]
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        keys += marks.get(plain, plain)
        if found:
            tone = found[0]
            keys += "" if at_end else tone
    return keys + (tone if at_end else "")
