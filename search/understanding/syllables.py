"""Syllables: the unit of all indexing and of all queries.

Every engine gets these strings ready-made, so that documents and queries agree whatever the engine's own analysers do.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
# ly/li, kỹ/kĩ, quý/quí: one spelling for whole syllables; both stay in what is shown.
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_FOREIGN = {
    "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "þ": "th", "ħ": "h",
}  # fmt: skip


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and surface of each word of a text in NFC; words are runs of letters and digits."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), match.group()


def surfaces(text: str) -> list[str]:
    """The words as they stand, in NFC; a mark that stands by itself would cut a word in two."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """One word without case, marks and spelling variants; other scripts than Latin keep their letters."""
    lowered = word.lower()
    if not lowered.isascii():
        lowered = "".join(_fold_char(char) for char in unicodedata.normalize("NFC", lowered))
    return _FINAL_Y.sub(r"\1i", lowered)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _FOREIGN:
        return _FOREIGN[char]
    base = unicodedata.normalize("NFD", char)
    if base[0].isascii():
        return base[0]
    return "" if unicodedata.combining(char) else char


@lru_cache(maxsize=65_536)
def exact_key(word: str) -> str:
    """Letters with their quality marks, then the tone as a digit: hoà and hòa are both `hoa2`."""
    letters, tone = split_tone(word.lower())
    return _FINAL_Y.sub(r"\1i", letters) + tone


def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone mark, and the tone as in VNI: 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng, or nothing."""
    if word.isascii():
        return word, ""
    tone = ""
    kept = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def has_marks(text: str) -> bool:
    """Whether a text carries any Vietnamese mark, đ included."""
    return any(exact_key(word) != fold_word(word) for word in surfaces(text))


def folded(text: str) -> list[str]:
    """The folded words of a text."""
    return [fold_word(word) for word in surfaces(text)]


def exact(text: str) -> list[str]:
    """The exact keys of the words of a text."""
    return [exact_key(word) for word in surfaces(text)]


def bigrams(words: Sequence[str]) -> list[str]:
    """Neighbours joined by `_`, which no word contains."""
    return [f"{first}_{second}" for first, second in pairwise(words)]


def folded_key(text: str) -> str:
    """The whole text as one folded line, for comparing titles and names."""
    return " ".join(folded(text))
