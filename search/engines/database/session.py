"""One question to the database engine."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from cms.plugins.contract import Passage
from search import facets
from search.engines.core import Matches
from search.engines.database import tables
from search.engines.database.dialect import UNITS, is_record
from search.engines.database.expressions import beginning, best_first, is_loose, matching
from search.engines.database.scoring import holds, score_of_passage, score_of_record
from search.engines.database.tables import Row, Scope, facets_in
from search.engines.payloads import passage_of
from search.engines.suggesting import CANDIDATES
from search.facets import GRADE
from search.port import MAX_PASSAGES, Query, Sort
from search.ranking import Candidate, Card
from search.understanding.plan import Plan

_RANKED: Final = 300  # resources that are scored
_LOOKED_AT: Final = 400  # rows that are scored for them
_LOOSE: Final = 3000  # rows looked at when the index can't count words
_IN_ONE: Final = 2000  # rows of one resource


class DatabaseSession:
    """Answers one question; see `search.engines.core.Session`."""

    guesses = 600

    def __init__(self, generation: int) -> None:
        self._generation = generation
        self._rows: tuple[Plan, list[Row]] | None = None
        self._looked_at: tuple[Plan, dict[int, list[tuple[float, int]]]] | None = None

    def _scope(self, tokens: Iterable[str]) -> Scope:
        return Scope(self._generation, tuple(sorted(tokens)))

    def known(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Counted up to fifty; what does not fit into an index can't be in it."""
        asked = [word for word in dict.fromkeys(words) if word]
        return tables.words_known(self._scope(tokens), asked) if asked and tokens else {}

    def find(self, plan: Plan, query: Query) -> Matches:
        """All that match, as far as there are not more than twenty thousand; the likeliest few hundred scored."""
        rows = self._matching(plan, query)
        fitting = _fitting(rows, query)
        chosen = self._likeliest(fitting, plan, query)
        cards = tables.cards([row.number for row in chosen])
        best = self._seen_passages(plan, query) if plan.terms and not plan.isbn else {}
        candidates = [
            Candidate(
                cards[row.number],
                score_of_record(cards[row.number], plan, elsewhere=row.record),
                best[row.number][0][0] if row.number in best else 0.0,
            )
            for row in chosen
            if row.number in cards
        ]
        counts = {name: _counts(rows, query, name) for name in facets.names()}
        return Matches(candidates, len({row.work for row in fitting}), counts)

    def _matching(self, plan: Plan, query: Query) -> list[Row]:
        if self._rows is None or self._rows[0] != plan:
            self._rows = (plan, self._rows_of(plan, self._scope(query.tokens)))
        return self._rows[1]

    def _rows_of(self, plan: Plan, scope: Scope) -> list[Row]:
        if plan.isbn:
            return tables.all_resources(scope, isbn=plan.isbn)
        if not plan.terms:
            rows = tables.all_resources(scope)
            return [row for row in rows if str(plan.grade) in _values(row.facets, GRADE)] if plan.grade else rows
        if not is_loose(plan):
            return tables.matching_resources(scope, matching(plan))
        numbers: dict[int, tuple[bool, bool]] = {}
        for rowid, words in tables.units(matching(plan), _LOOSE, scope=scope):
            if holds(words, plan):
                number = rowid >> UNITS
                records, passages = numbers.get(number, (False, False))
                numbers[number] = (records or is_record(rowid), passages or not is_record(rowid))
        return tables.resources_among(scope, numbers)

    def _likeliest(self, fitting: list[Row], plan: Plan, query: Query) -> list[Row]:
        """At most three hundred: by title, by names, by text, by whatever else; within each the popular ones first."""
        if len(fitting) <= _RANKED or not plan.terms:
            return fitting[:_RANKED]
        rows = {row.number: row for row in sorted(fitting, key=lambda row: (-row.popularity, row.uid))}
        line = " ".join(term.form for term in plan.terms)
        scope = self._scope(query.tokens)
        named = tables.numbers_with_names(matching(plan, names=True))
        order: list[int] = tables.numbers_by_title(scope, line, _RANKED)
        order += [number for number in rows if number in named]
        order += self._seen_passages(plan, query)
        order += [number for number, row in rows.items() if row.record]
        order += rows
        return [rows[number] for number in dict.fromkeys(order) if number in rows][:_RANKED]

    def _seen_passages(self, plan: Plan, query: Query) -> dict[int, list[tuple[float, int]]]:
        """(score, rowid) of a few hundred passages by resource, best resources and best passages first."""
        if self._looked_at is None or self._looked_at[0] != plan:
            self._looked_at = (plan, self._look_at_passages(plan, self._scope(query.tokens)))
        return self._looked_at[1]

    @staticmethod
    def _look_at_passages(plan: Plan, scope: Scope) -> dict[int, list[tuple[float, int]]]:
        seen: dict[int, float] = {}
        for expression in best_first(plan):
            if len(seen) < _LOOKED_AT:
                for rowid, words in tables.units(expression, _LOOKED_AT - len(seen), scope=scope):
                    if rowid not in seen and not is_record(rowid) and holds(words, plan):
                        seen[rowid] = score_of_passage(words, plan)
        by_resource: dict[int, list[tuple[float, int]]] = {}
        for rowid, score in sorted(seen.items(), key=lambda pair: (-pair[1], pair[0])):
            by_resource.setdefault(rowid >> UNITS, []).append((score, rowid))
        return by_resource

    def listed(self, plan: Plan, query: Query, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """By title or newness, then by precedence and id; a work stands where the first of its forms stands."""
        skipped = set(skip)
        rows = [row for row in _fitting(self._matching(plan, query), query) if row.work not in skipped]
        if query.sort is Sort.NEWEST:
            rows.sort(key=lambda row: (-row.added, row.sort_key, row.precedence, row.uid))
        else:
            rows.sort(key=lambda row: (row.sort_key, row.precedence, row.uid))
        first: dict[str, int] = {}
        for row in rows:
            first.setdefault(row.work, row.number)
        numbers = list(first.values())[offset : offset + limit]
        cards = tables.cards(numbers)
        return [cards[number] for number in numbers if number in cards]

    def passages(self, plan: Plan, query: Query, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """From the passages that `find` looked at; asked for again where a resource's were not among those."""
        rows = {row.uid: row for row in self._matching(plan, query)}
        seen = self._seen_passages(plan, query)
        best: dict[str, list[int]] = {}
        for resource in ids:
            row = rows.get(resource)
            if row is not None and row.number in seen:
                best[resource] = [rowid for _, rowid in seen[row.number]][:MAX_PASSAGES]
            elif row is not None and row.passage:
                best[resource] = self._places(plan, row.number)[:MAX_PASSAGES]
        payloads = tables.passages([rowid for places in best.values() for rowid in places])
        return {
            resource: [passage_of(payloads[rowid]) for rowid in places if rowid in payloads]
            for resource, places in best.items()
        }

    @staticmethod
    def _places(plan: Plan, number: int) -> list[int]:
        """Matching passages of a resource, best first."""
        scored = [
            (-score_of_passage(words, plan), rowid)
            for rowid, words in tables.units(matching(plan), _IN_ONE, resource=number)
            if not is_record(rowid) and holds(words, plan)
        ]
        return [rowid for _, rowid in sorted(scored)]

    def inside(self, plan: Plan, query: Query) -> tuple[Card | None, list[Passage], int]:
        """Within one resource, by score or as they stand in it."""
        number = tables.number_of(self._scope(query.tokens), query.resource_id)
        if number is None:
            return None, [], 0
        places = self._places(plan, number) if plan.terms else tables.all_passages(number)
        if query.sort is Sort.READING:
            places.sort()
        shown = places[query.offset : query.offset + query.limit]
        payloads = tables.passages(shown)
        texts = [passage_of(payloads[rowid]) for rowid in shown if rowid in payloads]
        return tables.cards([number])[number], texts, len(places)

    def beginning_with(self, words: Sequence[str], tokens: frozenset[str]) -> list[Card]:
        """Resources with these words in title, people or subjects, the last word perhaps half typed."""
        return tables.resources_beginning(self._scope(tokens), beginning(words), " ".join(words), CANDIDATES)


def _fitting(rows: list[Row], query: Query, *, without: str = "") -> list[Row]:
    """Those that have any of the chosen values of each facet."""
    for facet, values in query.filters.items():
        if values and facet != without:
            chosen = set(values)
            rows = [row for row in rows if not chosen.isdisjoint(_values(row.facets, facet))]
    return rows


def _counts(rows: list[Row], query: Query, facet: str) -> dict[str, int]:
    """Works by value of a facet; a work has the values of all its forms that match."""
    fitting = _fitting(rows, query, without=facet)
    forms = Counter(row.work for row in fitting)
    counts: Counter[str] = Counter()
    for held, often in Counter(row.facets for row in fitting if forms[row.work] == 1).items():
        counts.update(dict.fromkeys(_values(held, facet), often))
    several: dict[str, set[str]] = {}
    for row in fitting:
        if forms[row.work] > 1:
            several.setdefault(row.work, set()).update(_values(row.facets, facet))
    for values in several.values():
        counts.update(values)
    return dict(counts)


def _values(column: str, facet: str) -> Sequence[str]:
    return facets_in(column).get(facet, ())
