"""From a reading to what an engine shall look for (docs/design/search.md, “The ladder”)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from search.understanding.neighbours import neighbours
from search.understanding.reading import Reading, Word

_FEW, _SOME = 2, 5
_SHARE = 0.7
_MAX_FORMS = 4


class Rung(StrEnum):
    """The step of the ladder that answered; the page says so."""

    LITERAL = "literal"  # as typed, folded
    KEYSTROKES = "keystrokes"  # Telex or VNI leftovers read as letters
    SIMILAR = "similar"  # unknown words replaced by ones that sound or look alike
    FEWER = "fewer"  # not all words were found together
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: any of its folded forms; `exact` is empty unless the reader typed marks."""

    typed: str
    forms: tuple[str, ...]
    exact: str = ""

    @property
    def form(self) -> str:
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine looks for.

    Attributes:
        terms: in the order of the query.
        needed: how many of them one record or one passage must hold.
        rung: how far down the ladder this is.
        grade: to be preferred.
        isbn: to be found instead of the terms.
        phrases: folded words that must stand side by side.
        dropped: words that nobody knows.
    """

    terms: tuple[Term, ...]
    needed: int
    rung: Rung = Rung.LITERAL
    grade: int | None = None
    isbn: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[str, ...]:
        """Bigrams of neighbouring terms, by their likeliest forms."""
        return tuple(f"{one.form}_{two.form}" for one, two in zip(self.terms, self.terms[1:], strict=False))

    @property
    def all_forms(self) -> frozenset[str]:
        """Every folded form that is looked for."""
        return frozenset(form for term in self.terms for form in term.forms)


def needed_of(count: int) -> int:
    """How many of `count` words a record or passage must hold: all of 2, all but one of 3 to 5, then 70 %."""
    if count <= _FEW:
        return count
    return count - 1 if count <= _SOME else ceil(count * _SHARE)


def words_to_check(reading: Reading) -> tuple[str, ...]:
    """The folded forms whose being known decides about repairs."""
    found = dict.fromkeys(word.folded for word in reading.words)
    found.update(dict.fromkeys(word.decoded.folded for word in reading.words if word.decoded))
    return tuple(found)


def literal_plan(reading: Reading) -> Plan:
    """Every word as typed."""
    return _plan(reading, [_as_typed(word, reading) for word in reading.words], Rung.LITERAL)


def repaired_plan(reading: Reading, known: Mapping[str, int]) -> tuple[Plan, tuple[str, ...]]:
    """Keystrokes read as letters where the literal word is unknown; and the words that stay unknown.

    Unguarded repair would rewrite every eleventh word of English titles.
    """
    terms: list[Term] = []
    unknown: list[str] = []
    repaired = False
    for word in reading.words:
        decoded = word.decoded
        digits = any(char.isdigit() for char in word.folded)
        if decoded and (digits or word.folded not in known):
            forms = (decoded.folded, word.folded) if word.folded in known else (decoded.folded,)
            terms.append(Term(word.typed, forms, decoded.exact))
            repaired = True
        else:
            terms.append(_as_typed(word, reading))
        if terms[-1].form not in known and word.folded not in known:
            unknown.append(terms[-1].form)
    return _plan(reading, terms, Rung.KEYSTROKES if repaired else Rung.LITERAL), tuple(unknown)


def similar_candidates(unknown: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """Words to ask the index about, for words that it does not know; at most `limit`."""
    found: dict[str, None] = {}
    for word in unknown:
        found.update(dict.fromkeys(neighbours(word)))
    return tuple(found)[:limit]


def similar_plan(plan: Plan, unknown: tuple[str, ...], known: Mapping[str, int]) -> Plan:
    """Unknown words replaced by known ones that sound or look alike; those without any are dropped."""
    terms: list[Term] = []
    dropped: list[str] = []
    changed = False
    for term in plan.terms:
        if term.form not in unknown:
            terms.append(term)
            continue
        near = [other for other in neighbours(term.form) if other in known]
        near.sort(key=lambda other: -known[other])
        if near:
            terms.append(Term(term.typed, tuple(near[:_MAX_FORMS])))
            changed = True
        else:
            dropped.append(term.typed)
    rung = Rung.SIMILAR if changed else Rung.FEWER if dropped and terms else plan.rung
    return replace(plan, terms=tuple(terms), needed=needed_of(len(terms)), rung=rung, dropped=tuple(dropped))


def fewer_plans(plan: Plan) -> Iterator[Plan]:
    """What to try when nothing was found: first quoted words no longer side by side, then any of the words."""
    if plan.phrases:
        plan = replace(plan, rung=Rung.FEWER, phrases=())
        yield plan
    if plan.needed > 1:
        yield replace(plan, rung=Rung.FEWER, needed=1)


def _as_typed(word: Word, reading: Reading) -> Term:
    return Term(word.typed, (word.folded,), word.exact if reading.marked else "")


def _plan(reading: Reading, terms: list[Term], rung: Rung) -> Plan:
    return Plan(tuple(terms), needed_of(len(terms)), rung, reading.grade, reading.isbn, reading.phrases)
