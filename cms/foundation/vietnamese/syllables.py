"""Counting syllables, and telling a Vietnamese one from other letters."""

import re
import unicodedata
from functools import lru_cache

# A letter of the scripts that write no spaces counts as a syllable of its own. A run of 40 letters is cut, so that a
# word without end can't make a passage without end.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,40}")

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RIME = (
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|uay|uoi|uou|oao|oeo|uo|uy|uu|ui|ua|ue|ia|ie|iu|ya|ye|oa|oe|oo|oi|ao|au|ay|ai|eo|eu"
    r"|[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)
_SYLLABLE = re.compile(_ONSET + _RIME)
_VIETNAMESE_MARKS = set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_LONGEST = 7  # nghiêng
_MAX_MARKS = 2


def count(text: str) -> int:
    """Number of syllables: words of letters or digits, and each sign of Chinese, Japanese or Korean script."""
    return sum(1 for _ in _WORD.finditer(text))


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each syllable."""
    return [found.span() for found in _WORD.finditer(text)]


def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word is a possible Vietnamese syllable: an onset, a rime, and marks that Vietnamese has."""
    # Asked before anything is remembered: a "word" of a hostile file may be megabytes long.
    return len(word) <= _LONGEST + 1 and _is_syllable(word)


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    letters, marks = [], 0
    for char in unicodedata.normalize("NFD", word.lower()):
        if not unicodedata.combining(char):
            letters.append(char)
        elif char in _VIETNAMESE_MARKS:
            marks += 1
        else:
            return False
    # Two vowels may carry marks (ưở): quality marks on both, one tone in all.
    return marks <= _MAX_MARKS + 1 and _SYLLABLE.fullmatch("".join(letters)) is not None
