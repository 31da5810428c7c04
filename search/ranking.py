"""The order of answers, the same after every engine (docs/design/search.md, “Order”)."""

from dataclasses import dataclass

from search.understanding.plan import Plan
from search.understanding.syllables import exact, folded, folded_key


@dataclass(frozen=True, slots=True)
class Card:
    """What ranking and suggesting need of a resource; every engine keeps it beside the resource.

    `work` is its `work_key`: equal for the forms of a work.
    """

    id: str
    title: str
    subtitle: str
    contributors: tuple[str, ...]
    subjects: tuple[str, ...]
    grades: tuple[int, ...]
    added: int
    popularity: float
    sort_key: str
    work: str
    precedence: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that matches, with what the engine makes of its record and of its best passage."""

    card: Card
    record_score: float
    passage_score: float = 0.0

    @property
    def score(self) -> float:
        """The engine's opinion: the record, and a little of the best passage."""
        return self.record_score + 0.5 * self.passage_score


# Tiers: exact title > title starts so > all words in the title in order > title and people > others.
_EXACT, _STARTS, _ORDERED, _SPLIT, _OTHER = 4, 3, 2, 1, 0
_MATCH = 4  # leading parts of a key that no engine's score enters


def rank(candidates: list[Candidate], plan: Plan) -> list[Candidate]:
    """Works, best first, each as the form that stands for it; equal ones by popularity, then by id.

    A work is as good as its best form. Of forms that match alike, one with a passage stands for it, then the one that
    takes precedence: what an engine makes of two texts of one work says nothing of what a reader would rather open.
    """
    wanted = [frozenset(term.forms) for term in plan.terms]
    exact_wanted = [term.exact for term in plan.terms]
    line = " ".join(term.form for term in plan.terms)

    def key(candidate: Candidate) -> tuple[float, ...]:
        card = candidate.card
        title = folded(card.title)
        people = {word for name in card.contributors for word in folded(name)}
        tier = _tier(title, people, wanted, line)
        agreement = _agreement(card.title, exact_wanted) if tier else 0
        on_grade = 1 if plan.grade in card.grades else 0
        share = sum(1 for forms in wanted if forms & people or forms.intersection(title))
        return (on_grade, tier, share if tier else 0, agreement, round(candidate.score, 4), card.popularity)

    keyed = [(key(candidate), candidate) for candidate in candidates]
    keyed.sort(key=lambda pair: pair[1].card.id)
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    forms: dict[str, list[tuple[tuple[float, ...], Candidate]]] = {}
    for found in keyed:
        forms.setdefault(found[1].card.work, []).append(found)
    return [_standing_for(found) for found in forms.values()]


def _standing_for(forms: list[tuple[tuple[float, ...], Candidate]]) -> Candidate:
    """Of a work's forms, the best first."""
    best = forms[0][0][:_MATCH]
    alike = [candidate for key, candidate in forms if key[:_MATCH] == best]
    return min(alike, key=lambda form: (not form.passage_score, form.card.precedence, form.card.id))


def _tier(title: list[str], people: set[str], wanted: list[frozenset[str]], line: str) -> int:
    if not wanted:
        return _OTHER
    joined = " ".join(title)
    if joined == line:
        return _EXACT
    if joined.startswith(f"{line} "):
        return _STARTS
    if _in_order(title, wanted):
        return _ORDERED
    held = people.union(title)
    return _SPLIT if all(forms & held for forms in wanted) else _OTHER


def _in_order(title: list[str], wanted: list[frozenset[str]]) -> bool:
    words = iter(title)
    return all(any(word in forms for word in words) for forms in wanted)


def _agreement(title: str, exact_wanted: list[str]) -> int:
    if not any(exact_wanted):
        return 0
    keys = set(exact(title))
    return sum(1 for key in exact_wanted if key in keys)


def starts_alike(text: str, words: list[str]) -> int:
    """How well a text begins like half-typed words: 2 the text does, 1 one of its words does, 0 neither."""
    line = folded_key(text)
    typed = " ".join(words)
    if line.startswith(typed):
        return 2
    return 1 if f" {typed}" in line else 0
