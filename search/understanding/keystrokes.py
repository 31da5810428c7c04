"""Telex and VNI keystrokes that were never turned into letters: `tieesng vieejt`, `tie61ng Vie65t`.

A mark may stand anywhere after the letter that it changes, as people type. What comes out must be a possible syllable;
otherwise the word is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from search.understanding.rimes import is_folded_syllable, is_syllable
from search.understanding.syllables import exact_key, fold_word, split_tone

_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5", "z": ""}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS = frozenset("aăâeêioôơuưy")
_MAX_LENGTH = 12


@dataclass(frozen=True, slots=True)
class DecodedSyllable:
    """What keystrokes meant: the folded syllable, and its exact key when all marks were typed, else empty."""

    folded: str
    exact: str


@dataclass(slots=True)
class _Keys:
    """Letters and marks, taken apart."""

    letters: list[str] = field(default_factory=list)
    circumflex: set[str] = field(default_factory=set)
    any_circumflex: bool = False
    hook: bool = False  # w or 7: the horn of ơ ư, in Telex also the breve of ă
    breve: bool = False
    stroke: bool = False
    tone: str = ""
    marks: int = 0

    @property
    def has_vowel(self) -> bool:
        return any(letter in _VOWELS for letter in self.letters)


@lru_cache(maxsize=16_384)
def decode(word: str) -> DecodedSyllable | None:
    """Read a word as Telex or VNI keystrokes; None when it carries no marks or is no possible syllable then."""
    lowered = word.lower()
    if not 1 < len(lowered) <= _MAX_LENGTH or lowered[0] == "w" or lowered[0].isdigit():
        return None
    keys = _take_apart(lowered)
    if not keys.marks or not keys.has_vowel:
        return None
    for letters in _spellings(keys):
        if is_syllable(letters, keys.tone):
            return DecodedSyllable(fold_word(letters), exact_key(letters) + keys.tone)
    # A forgotten circumflex (`tiengs`) still says which folded syllable is meant.
    plain = fold_word("".join(keys.letters))
    return DecodedSyllable(plain, "") if keys.tone and is_folded_syllable(plain) else None


def _take_apart(word: str) -> _Keys:
    keys = _Keys()
    letters, tone = split_tone(word)
    keys.tone = tone
    for char in letters:
        if not (_digit(keys, char) if char.isdigit() else _letter(keys, char)):
            keys.letters.append(char)
    return keys


def _letter(keys: _Keys, char: str) -> bool:
    """Whether a letter was a mark of Telex."""
    if char in _TELEX_TONES and keys.has_vowel:
        keys.tone = _TELEX_TONES[char]
    elif char == "w" and keys.letters:
        keys.hook = keys.breve = True
    elif char == "d" and keys.letters[:1] == ["d"] and not keys.stroke:
        keys.stroke = True
    elif char in _CIRCUMFLEX and char in keys.letters and char not in keys.circumflex:
        keys.circumflex.add(char)
    else:
        return False
    keys.marks += 1
    return True


def _digit(keys: _Keys, char: str) -> bool:
    """Whether a digit was a mark of VNI."""
    if char in "12345" and keys.has_vowel:
        keys.tone = char
    elif char == "0" and keys.tone:
        keys.tone = ""
    elif char == "6" and keys.has_vowel:
        keys.any_circumflex = True
    elif char == "7" and keys.has_vowel:
        keys.hook = True
    elif char == "8" and keys.has_vowel:
        keys.breve = True
    elif char == "9" and keys.letters[:1] == ["d"]:
        keys.stroke = True
    else:
        return False
    keys.marks += 1
    return True


def _spellings(keys: _Keys) -> Iterator[str]:
    base = "".join(keys.letters)
    if keys.stroke:
        base = "đ" + base[1:]
    if keys.any_circumflex:
        bases = [base.replace(plain, marked, 1) for plain, marked in _CIRCUMFLEX.items() if plain in base]
    else:
        for plain in keys.circumflex:
            base = base.replace(plain, _CIRCUMFLEX[plain], 1)
        bases = [base]
    for spelling in bases:
        if keys.hook or keys.breve:
            yield from _with_hook(spelling, horn=keys.hook, breve=keys.breve)
        else:
            yield spelling


def _with_hook(base: str, *, horn: bool, breve: bool) -> Iterator[str]:
    """Which vowel a w belongs to is decided by what is a syllable: nuaw is nưa, quawng is quăng, thuow is thuơ."""
    if horn and "uo" in base:
        yield base.replace("uo", "ươ", 1)
    if horn and not base.startswith("qu") and "u" in base:
        yield base.replace("u", "ư", 1)
    if breve and "a" in base:
        yield base.replace("a", "ă", 1)
    if horn and "o" in base:
        yield base.replace("o", "ơ", 1)
