"""What is the same in every engine: climbing down the ladder, ranking, cutting the page, saying what was understood."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from cms.plugins.contract import Passage
from search import facets
from search.port import (
    MAX_LIMIT,
    MAX_PASSAGES,
    Answer,
    FacetValue,
    Hit,
    PassageHit,
    Query,
    Sort,
)
from search.ranking import Candidate, Card, rank
from search.snippets import mark, snippet
from search.understanding.marked_forms import Interpretation, marked_form
from search.understanding.plan import (
    Plan,
    Rung,
    fewer_plans,
    literal_plan,
    repaired_plan,
    similar_candidates,
    similar_plan,
    words_to_check,
)
from search.understanding.reading import Reading, read

WINDOW = 100  # resources that are ranked by our own rules; what lies behind follows by title
FACET_VALUES = 20
DEPTH = 20_000
_TITLE_WEIGHT = 10


@dataclass(slots=True)
class Matches:
    """What matches a plan.

    Attributes:
        candidates: the best resources, not yet ranked; perhaps several forms of a work.
        total: works of which a form matches.
        counts: works by facet and value.
    """

    candidates: list[Candidate]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Session(Protocol):
    """One consistent look into an index; lives for one question."""

    guesses: int
    """How many words may be asked about at once when an unknown word is to be replaced."""

    def known(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Which folded words occur in what the tokens open."""

    def beginning_with(self, words: Sequence[str], tokens: frozenset[str]) -> list[Card]:
        """Resources with these words in title, people or subjects, the last word perhaps half typed."""

    def find(self, plan: Plan, query: Query) -> Matches:
        """The best resources, at least WINDOW of them if there are so many."""

    def listed(self, plan: Plan, query: Query, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """All works that match but those to skip (by `Card.work`), each as the form that comes first.

        In the order of `query.sort`, for relevance by title; `offset` and `limit` are of works.
        """

    def passages(self, plan: Plan, query: Query, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """The best matching passages of these resources, at most MAX_PASSAGES each."""

    def inside(self, plan: Plan, query: Query) -> tuple[Card | None, list[Passage], int]:
        """The resource `query.resource_id` if visible, a page of its matching passages, and their number."""


def answer(session: Session, query: Query, engine: str) -> Answer:
    """Answer a question from one look into an index."""
    query = _within_bounds(query)
    reading = read(query.text, literal=query.literal)
    plan = plan_for(session, reading, query)
    nothing_known = bool(reading.words) and not plan.terms and not plan.isbn
    if not query.tokens or nothing_known:
        return _nothing(reading, engine)
    if query.resource_id:
        return _inside(session, reading, plan, query, engine)
    matches = session.find(plan, query)
    for fewer in () if plan.isbn else fewer_plans(plan):
        if matches.total:
            break
        plan = fewer
        matches = session.find(plan, query)
    if not matches.total and reading.words and not query.filters:
        return _nothing(reading, engine)
    cards, scores = _page(session, plan, query, matches)
    texts = session.passages(plan, query, [card.id for card in cards]) if plan.terms else {}
    hits = tuple(_hit(card, scores.get(card.id, 0.0), texts.get(card.id, []), plan) for card in cards)
    return Answer(
        hits, matches.total, _facets(matches, query), _understood(reading, plan, cards, texts.values()), engine
    )


def _within_bounds(query: Query) -> Query:
    """Nobody pages behind the twenty thousandth; an engine makes room for all that comes before an offset."""
    return replace(query, offset=min(max(query.offset, 0), DEPTH), limit=min(max(query.limit, 1), MAX_LIMIT))


def plan_for(session: Session, reading: Reading, query: Query) -> Plan:
    """The first rung on which every word is known, as far as there is one."""
    if query.literal or reading.isbn or not query.tokens or not reading.words:
        return literal_plan(reading)
    plan, unknown = repaired_plan(reading, session.known(words_to_check(reading), query.tokens))
    if not unknown:
        return plan
    guesses = similar_candidates(unknown, session.guesses)
    return similar_plan(plan, unknown, session.known(guesses, query.tokens) if guesses else {})


def _page(session: Session, plan: Plan, query: Query, matches: Matches) -> tuple[list[Card], dict[str, float]]:
    offset, limit = query.offset, query.limit
    if offset >= matches.total:
        return [], {}
    if query.sort is not Sort.RELEVANCE or not (plan.terms or plan.isbn):
        return session.listed(plan, query, (), offset, limit), {}
    ranked = rank(matches.candidates, plan)[:WINDOW]
    chosen = ranked[offset : offset + limit]
    cards = [candidate.card for candidate in chosen]
    if len(cards) < limit and matches.total > len(ranked):
        skip = [candidate.card.work for candidate in ranked]
        cards += session.listed(plan, query, skip, max(offset - len(ranked), 0), limit - len(cards))
    return cards, {candidate.card.id: candidate.score for candidate in chosen}


def _hit(card: Card, score: float, passages: Sequence[Passage], plan: Plan) -> Hit:
    return Hit(card.id, mark(card.title, plan), score, tuple(_place(each, plan) for each in passages[:MAX_PASSAGES]))


def _place(passage: Passage, plan: Plan) -> PassageHit:
    return PassageHit(passage, snippet(passage.body, plan))


def _inside(session: Session, reading: Reading, plan: Plan, query: Query, engine: str) -> Answer:
    card, passages, total = session.inside(plan, query)
    for fewer in fewer_plans(plan) if card is not None else ():
        if total:
            break
        plan = fewer
        card, passages, total = session.inside(plan, query)
    if card is None:
        return _nothing(reading, engine)
    places = tuple(_place(passage, plan) for passage in passages)
    hits = (Hit(card.id, mark(card.title, plan), 0.0, places),) if places else ()
    return Answer(hits, total, {}, _understood(reading, plan, [card], [passages]), engine)


def _nothing(reading: Reading, engine: str) -> Answer:
    understood = Interpretation(reading.text, rung=Rung.NOTHING, grade=reading.grade, isbn=reading.isbn)
    return Answer((), 0, {}, understood, engine)


def _understood(
    reading: Reading, plan: Plan, cards: Sequence[Card], passages: Iterable[Sequence[Passage]]
) -> Interpretation:
    shown = ""
    if plan.terms and not (reading.marked and plan.rung in {Rung.LITERAL, Rung.FEWER}):
        texts = [(text, _TITLE_WEIGHT) for card in cards for text in (card.title, *card.contributors, *card.subjects)]
        texts += [(text, 1) for group in passages for each in group for text in (each.heading, each.body)]
        shown = marked_form(plan, texts)
    return Interpretation(reading.text, shown, plan.rung, plan.grade, plan.isbn, plan.dropped)


def _facets(matches: Matches, query: Query) -> dict[str, tuple[FacetValue, ...]]:
    return {
        facet.name: _values(facet, matches.counts.get(facet.name, {}), query.filters.get(facet.name, ()))
        for facet in facets.table()
    }


def _values(facet: facets.Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    everything = {**dict.fromkeys(chosen, 0), **counts}
    by_count = sorted(everything, key=lambda value: (value not in chosen, -everything[value], value))[:FACET_VALUES]
    if facet.is_numeric:
        by_count.sort(key=lambda value: (not value.isdecimal(), int(value) if value.isdecimal() else 0, value))
    else:
        by_count.sort(key=lambda value: (-everything[value], value))
    return tuple(FacetValue(value, everything[value], value in chosen) for value in by_count)
