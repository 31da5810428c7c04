"""Short texts whose letters were stored in an encoding that nobody names: tags of recordings, lines of captions.

What is written in them is Windows-1258, TCVN3 (ABC), VNI, UTF-8 that was taken for Latin-1 and encoded once more, or
Latin-1. A reading is believed only when its words are Vietnamese syllables that they were not before.
"""

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import islice
from typing import Final

from cms.foundation.vietnamese.legacy import TOKEN, from_tcvn3, from_vni
from cms.foundation.vietnamese.syllables import is_vietnamese_syllable

_ENOUGH: Final = 0.75  # of the marked words
_BETTER: Final = 0.3  # than as it stands
_MOST_WORDS: Final = 4000  # looked at
_MARKS_OF_ONE_LETTER: Final = 2
_MARKUP: Final = str.maketrans("<>=&|\\", "      ")  # stands beside words without a space


class Letters(StrEnum):
    """How letters were stored."""

    UTF_8 = "utf-8"
    TWICE = "utf-8 twice"
    WINDOWS_1258 = "windows-1258"
    TCVN3 = "tcvn3"
    VNI = "vni"
    LATIN_1 = "latin-1"


_OLD: Final = (Letters.WINDOWS_1258, Letters.TCVN3, Letters.VNI)


def read_letters(values: Sequence[bytes]) -> tuple[list[str], Letters]:
    """Each value as text in NFC without control characters, and how they were stored.

    They are judged together, since one name alone says too little; sound UTF-8 with letters beyond Latin-1 stays.
    """
    texts = [_utf_8(value) for value in values]
    doubtful = {
        number: narrow
        for number, (value, text) in enumerate(zip(values, texts, strict=True))
        if (narrow := value if text is None else _narrow(text)) is not None
    }
    letters = letters_of(b"\n".join(doubtful.values())) if doubtful else Letters.UTF_8
    if letters is Letters.LATIN_1 and all(texts[number] is not None for number in doubtful):
        letters = Letters.UTF_8
    if letters is Letters.UTF_8:
        return [_tidy(text or "") for text in texts], letters
    return [
        _tidy(as_text(doubtful[number], letters) if number in doubtful else text or "")
        for number, text in enumerate(texts)
    ], letters


def repaired(text: str) -> tuple[str, Letters]:
    """A sound text, its letters set right where they come from an old font or were encoded twice."""
    narrow = _narrow(text)
    letters = letters_of(narrow) if narrow is not None else Letters.UTF_8
    return (
        (text, Letters.UTF_8)
        if letters in {Letters.UTF_8, Letters.LATIN_1}
        else (as_text(narrow or b"", letters), letters)
    )


def as_text(data: bytes, letters: Letters) -> str:
    """Bytes read as stored in that way; what has no letter there is left out."""
    return _READERS[letters](data)


def letters_of(data: bytes) -> Letters:
    """How a text that is not UTF-8, or whose letters are all of Latin-1, was stored; LATIN_1 when nothing else fits."""
    if _utf_8(data) is not None:
        return Letters.TWICE
    before = _marked(as_text(data, Letters.LATIN_1))
    as_it_is = _share(before)
    found = {letters: _marked(as_text(data, letters)) for letters in _OLD}
    best = max(_OLD, key=lambda letters: _share(found[letters]))
    share = _share(found[best])
    sure = share >= max(_ENOUGH, as_it_is + _BETTER) and _says_enough(before, found[best])
    return best if sure else Letters.LATIN_1


def _tidy(text: str) -> str:
    """Normal form C without control characters."""
    return "".join(
        char for char in unicodedata.normalize("NFC", text) if char in "\n\t" or unicodedata.category(char) != "Cc"
    )


def _utf_8(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        # A field of a fixed length is cut inside a letter; it takes a whole one before that to know it for UTF-8.
        whole = value[: error.start]
        cut = error.reason == "unexpected end of data" and not whole.isascii()
        return whole.decode() if cut else None


def _narrow(text: str) -> bytes | None:
    """The bytes of a text whose letters come from Latin-1 or Windows-1252; None when one does not, or all are ASCII."""
    if text.isascii():
        return None
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    try:
        return b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in text)
    except UnicodeEncodeError:
        return None


_READERS: Final[dict[Letters, Callable[[bytes], str]]] = {
    Letters.UTF_8: lambda value: value.decode(errors="replace"),
    Letters.TWICE: lambda value: value.decode(errors="ignore"),
    Letters.WINDOWS_1258: lambda value: unicodedata.normalize("NFC", value.decode("cp1258", "ignore")),
    Letters.TCVN3: lambda value: from_tcvn3(value.decode("latin-1")),
    Letters.VNI: lambda value: from_vni(value.decode("latin-1")),
    Letters.LATIN_1: lambda value: value.decode("cp1252", "ignore"),
}


def _marked(text: str) -> list[str]:
    words = (found[0] for found in TOKEN.finditer(text.translate(_MARKUP)))
    return [word for word in islice(words, _MOST_WORDS) if not word.isascii()]


def _share(words: Sequence[str]) -> float:
    return sum(map(is_vietnamese_syllable, words)) / len(words) if words else 0.0


def _says_enough(before: Sequence[str], after: Sequence[str]) -> bool:
    """Two words that became syllables do, or a letter with two marks: no other language of these tables has one."""
    gained = sum(map(is_vietnamese_syllable, after)) - sum(map(is_vietnamese_syllable, before))
    return gained > 1 or any(
        len(unicodedata.normalize("NFD", char)) > _MARKS_OF_ONE_LETTER for word in after for char in word
    )
