"""The one analysis of Vietnamese text, the same strings for every engine (search.md 2.1, 2.4).

Each syllable becomes a folded term; neighbours become a bigram term `a0b`; a syllable with its marks becomes an exact
key: letters with their quality marks, then the tone as a digit, so that `hoà` and `hòa` are one.
"""

import re
import unicodedata
from functools import lru_cache

from cms.foundation.text import fold, nfc

MAX_TOKENS, MAX_CHARACTERS = 64, 512
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def clean(text: str) -> str:
    """NFC without invisible characters, white space folded."""
    return " ".join(_INVISIBLE.sub("", nfc(text)).split())


def words(text: str) -> list[str]:
    """The words of a text as written."""
    return _WORD.findall(clean(text))


@lru_cache(maxsize=65_536)
def term(word: str) -> str:
    """The folded term of one word; final y after h, k, l, m, s, t, v, qu is i, as both spellings are right."""
    return _FINAL_Y.sub(r"\1i", fold(word))


@lru_cache(maxsize=65_536)
def exact_key(word: str) -> str:
    """Letters with quality marks, then the tone as a digit: `hoà` and `hòa` are `hoa1`."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    base = unicodedata.normalize("NFC", "".join(letters))
    return _FINAL_Y.sub(r"\1i", base) + tone


def is_marked(word: str) -> bool:
    """Whether a word carries a Vietnamese mark."""
    return fold(word) != word.lower()


def terms(text: str) -> list[str]:
    """Folded terms in order."""
    return [term(word) for word in words(text)]


def bigrams(sequence: list[str]) -> list[str]:
    """Bigram terms of a sequence of folded terms; the digit survives every engine's tokenizer."""
    return [f"{first}0{second}" for first, second in zip(sequence, sequence[1:], strict=False)]


def analyse(text: str) -> tuple[str, str, str]:
    """Folded terms, bigrams and exact keys of a text, each as a string of words divided by blanks."""
    found = words(text)
    folded = [term(word) for word in found]
    return " ".join(folded), " ".join(bigrams(folded)), " ".join(exact_key(word) for word in found)
