"""Scores of the database engine, reckoned here for a few hundred candidates: neither database has to rank."""

from collections import Counter
from collections.abc import Sequence

from search.fields import EXACT_WEIGHT, PAIR_WEIGHT, TIE, WEIGHTS
from search.ranking import Card
from search.understanding.plan import Plan
from search.understanding.syllables import bigrams, exact, folded

_GRADE = 5.0
_SATURATION = 1.2  # as in BM25: the third occurrence says less than the first
_LENGTH = 150  # words of a usual passage
_LONG_TITLE = 0.02


def score_of_record(card: Card, plan: Plan, *, elsewhere: bool) -> float:
    """The best field of each word, pairs, marks; `elsewhere`: words that no name has stand in summary or contents."""
    title = folded(card.title)
    people = [folded(name) for name in card.contributors]
    fields = (
        (WEIGHTS["title"], frozenset(title)),
        (WEIGHTS["people"], frozenset(word for name in people for word in name)),
        (WEIGHTS["subject"], frozenset(word for label in card.subjects for word in folded(label))),
    )
    total = 0.0
    for term in plan.terms:
        weights = [weight for weight, words in fields if not words.isdisjoint(term.forms)]
        if not weights and elsewhere:
            weights = [WEIGHTS["more"]]
        if weights:
            total += max(weights) + TIE * (sum(weights) - max(weights))
    pairs = {pair for part in (title, *people) for pair in bigrams(part)}
    total += PAIR_WEIGHT * WEIGHTS["title"] * sum(1 for pair in plan.pairs if pair in pairs)
    wanted = [term.exact for term in plan.terms if term.exact]
    if wanted:
        keys = set(exact(" ".join((card.title, *card.contributors))))
        total += EXACT_WEIGHT * WEIGHTS["title"] * sum(1 for key in wanted if key in keys)
    if plan.grade in card.grades:
        total += _GRADE
    return total / (1 + _LONG_TITLE * len(title))


def score_of_passage(words: Sequence[str], plan: Plan) -> float:
    """How often the words stand in a passage, for its length, and how many of them side by side."""
    counted = Counter(words)
    stretch = _SATURATION * (0.25 + 0.75 * len(words) / _LENGTH)
    total = 0.0
    for term in plan.terms:
        often = sum(counted[form] for form in term.forms)
        total += often / (often + stretch)
    pairs = set(bigrams(words))
    return total + PAIR_WEIGHT * sum(1 for pair in plan.pairs if pair in pairs)


def holds(words: Sequence[str], plan: Plan) -> bool:
    """Whether as many of the wanted words stand there as are needed."""
    held = set(words)
    return sum(1 for term in plan.terms if not held.isdisjoint(term.forms)) >= plan.needed
