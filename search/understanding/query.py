"""What a reader meant by what she typed: pure, but for one question to the index, which words it knows."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum

from library_pages.catalogue.identifiers import compact, is_isbn
from search.understanding import keystrokes, syllables, tokens

Known = Callable[[Collection[str]], set[str]]

_GRADE = re.compile(r"\b(?:l[ớo]p|kh[ốo]i)\s*(\d{1,2})\b|\bl(\d{1,2})\b", re.IGNORECASE)
_NUMBER_WORDS = dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True))
_GRADE_WORD = re.compile(r"\b(?:lớp|khối)\s+(" + "|".join(_NUMBER_WORDS) + r")\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
_MAX_GRADE = 12


class Rung(StrEnum):
    """How far down the ladder of recall an answer had to go (search.md 0.5)."""

    LITERAL = "literal"
    REPAIRED = "repaired"  # Telex or VNI keystrokes
    FUZZY = "fuzzy"  # one edit, or a syllable that sounds alike
    DROPPED = "dropped"  # some words were left out


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query and the terms that may stand for it, the likeliest first."""

    typed: str
    terms: tuple[str, ...]
    exact: str = ""  # exact key, when the reader typed a mark
    rung: Rung = Rung.LITERAL


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query as understood: words in order, phrases to be kept together, soft signals."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    isbn: str = ""
    grade: int | None = None
    rung: Rung = Rung.LITERAL
    sequence: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Nothing to look for."""
        return not self.words and not self.isbn


def understand(text: str, known: Known, *, literal: bool = False) -> Meaning:
    """The meaning of a query; `known` says which folded terms the index has. Literal: no repair, no fuzzy step."""
    cleaned = tokens.clean(text)[: tokens.MAX_CHARACTERS]
    isbn = compact(cleaned) if is_isbn(cleaned) else ""
    found = tokens.words(cleaned)[: tokens.MAX_TOKENS]
    folded = [tokens.term(word) for word in found]
    there = known(folded) if found else set()
    words = tuple(_word(word, there, known, literal=literal) for word in found)
    order = [Rung.LITERAL, Rung.REPAIRED, Rung.FUZZY]
    return Meaning(
        text=cleaned,
        words=words,
        phrases=tuple(tuple(tokens.terms(phrase)) for phrase in _QUOTED.findall(cleaned)),
        isbn=isbn,
        grade=_grade(cleaned),
        rung=max((word.rung for word in words), key=order.index, default=Rung.LITERAL),
        sequence=tuple(word.terms[0] for word in words),
    )


def _word(word: str, there: set[str], known: Known, *, literal: bool) -> Word:
    folded = tokens.term(word)
    exact = tokens.exact_key(word) if tokens.is_marked(word) else ""
    has_digit = any(char.isdigit() for char in word[1:]) and word[0].isalpha()
    if literal or exact or (folded in there and not has_digit):
        return Word(word, (folded,), exact)
    # Unguarded, the repair would rewrite English words such as "of" and "last" (search.md 0.4).
    repaired = keystrokes.decode(word)
    if repaired is not None:
        term = tokens.term(repaired)
        return Word(word, (term, folded), tokens.exact_key(repaired) if tokens.is_marked(repaired) else "", Rung.REPAIRED)
    if folded in there:
        return Word(word, (folded,), exact)
    candidates = (syllables.sound_alike(folded) if folded in syllables.FOLDED else set()) | syllables.near(folded)
    similar = sorted(known(candidates)) if candidates and len(folded) > 1 else []
    if similar:
        return Word(word, (folded, *similar[:8]), "", Rung.FUZZY)
    return Word(word, (folded,), exact)


def _grade(text: str) -> int | None:
    match = _GRADE.search(text)
    if match:
        number = int(match.group(1) or match.group(2))
        return number if 1 <= number <= _MAX_GRADE else None
    word = _GRADE_WORD.search(text)
    return _NUMBER_WORDS[word.group(1).lower()] if word else None
