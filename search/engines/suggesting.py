"""Suggestions out of a few resources whose names match: the same in every engine."""

from collections.abc import Sequence

from search.port import Suggestion, SuggestionKind
from search.ranking import Card, starts_alike
from search.understanding.normal import clean
from search.understanding.syllables import exact, folded, has_marks

MIN_LETTERS = 2
CANDIDATES = 60


def words_of(text: str) -> list[str]:
    """The folded words of half-typed input; none when there are fewer than two letters."""
    words = folded(clean(text))[:12]
    return words if sum(map(len, words)) >= MIN_LETTERS else []


def choose(text: str, cards: Sequence[Card], limit: int) -> tuple[Suggestion, ...]:
    """Names that hold all typed words, the last one perhaps half typed; those that begin so come first.

    A work is suggested once, whatever its forms are called; the form that takes precedence is what a title leads to.
    """
    words = words_of(text)
    typed = exact(clean(text)) if has_marks(clean(text)) else []
    scored: dict[tuple[SuggestionKind, str], tuple[tuple[float, ...], Suggestion, str]] = {}
    for card in sorted(cards, key=lambda card: (card.precedence, card.id)):
        names = [(SuggestionKind.TITLE, card.title), *((SuggestionKind.PERSON, name) for name in card.contributors)]
        names += [(SuggestionKind.SUBJECT, name) for name in card.subjects]
        for kind, name in names:
            if not _holds(name, words):
                continue
            marks = len(set(exact(name)).intersection(typed))
            people_last = 0 if kind is SuggestionKind.TITLE else 1
            score = (-starts_alike(name, words), -marks, people_last, -card.popularity)
            found = Suggestion(name, kind, card.id if kind is SuggestionKind.TITLE else "")
            key = (kind, name)
            if key not in scored or scored[key][0] > score:
                scored[key] = (score, found, card.work if kind is SuggestionKind.TITLE else f"{kind} {name}")
    ordered = sorted(scored.values(), key=lambda each: (each[0], each[1].text, each[1].resource_id))
    chosen: dict[str, Suggestion] = {}
    for _, suggestion, what in ordered:
        chosen.setdefault(what, suggestion)
    return tuple(chosen.values())[:limit]


def _holds(name: str, words: Sequence[str]) -> bool:
    held = folded(name)
    return all(word in held for word in words[:-1]) and any(word.startswith(words[-1]) for word in held)
