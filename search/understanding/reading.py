"""What a query says before any index is asked."""

from dataclasses import dataclass

from search.understanding.detectors import grade_at, isbn_of, phrases_of
from search.understanding.keystrokes import DecodedSyllable, decode
from search.understanding.normal import MAX_WORDS, clean
from search.understanding.syllables import exact_key, fold_word, has_marks, surfaces


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: as typed, folded, exact, and what its keystrokes would mean."""

    typed: str
    folded: str
    exact: str
    decoded: DecodedSyllable | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A query taken apart.

    Attributes:
        text: the cleaned query.
        words: what is looked for; without the words that name the grade.
        marked: whether the reader typed marks, so that words without any are meant so.
        grade: the grade named, 1 to 12.
        isbn: set when the whole query is one.
        phrases: folded words that must stand side by side.
    """

    text: str
    words: tuple[Word, ...]
    marked: bool
    grade: int | None = None
    isbn: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()


def read(text: str, *, literal: bool = False) -> Reading:
    """Read a query; `literal` takes every word as typed: no keystrokes, no grade."""
    line = clean(text)
    typed = surfaces(line)[:MAX_WORDS]
    grade, taken = (None, frozenset[int]()) if literal else _grade(typed)
    words = tuple(
        Word(word, fold_word(word), exact_key(word), None if literal else decode(word))
        for place, word in enumerate(typed)
        if place not in taken
    )
    words = tuple(word for word in words if word.folded)
    return Reading(line, words, has_marks(line), grade, isbn_of(line), phrases_of(line))


def _grade(typed: list[str]) -> tuple[int | None, frozenset[int]]:
    for place in range(len(typed)):
        found = grade_at(typed, place)
        if found:
            grade, count = found
            return grade, frozenset(range(place, place + count))
    return None, frozenset()
