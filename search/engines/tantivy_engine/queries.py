import re
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

import tantivy

from search.engines.entries import PASSAGE, RECORD, field_of
from search.facets import GRADE
from search.fields import EXACT_WEIGHT, PAIR_WEIGHT, TIE, WEIGHTS
from search.port import Query
from search.understanding.plan import Plan, Term

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_FIELD_OF = {"title": "title", "people": "people", "subject": "subjects", "more": "more"}
_COMBINED = 5  # up to so many words, "all but one" is cheaper as combinations


class Queries:
    """Builds queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def term(self, field: str, value: object) -> tantivy.Query:
        """One value of one field."""
        return tantivy.Query.term_query(self._schema, field, value, "freq")

    def one_of(self, field: str, values: Iterable[object]) -> tantivy.Query:
        """Any of the values, without a score."""
        return self.silent(tantivy.Query.term_set_query(self._schema, field, list(values)))

    @staticmethod
    def silent(query: tantivy.Query) -> tantivy.Query:
        """A condition that adds nothing to the score."""
        return tantivy.Query.const_score_query(query, 0.0)

    @staticmethod
    def every(queries: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(_MUST, query) for query in queries])

    @staticmethod
    def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
        """Any of them; nothing when there is none."""
        if not queries:
            return tantivy.Query.empty_query()
        return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])

    @staticmethod
    def but_not(query: tantivy.Query, unwanted: tantivy.Query) -> tantivy.Query:
        """The one without the other."""
        return tantivy.Query.boolean_query([(_MUST, query), (_NOT, unwanted)])

    def scope(self, kind: str, query: Query, *, without: str = "", facets: bool = True) -> list[tantivy.Query]:
        """Kind, the reader's tokens and the chosen facets: what every question goes through."""
        conditions = [self.silent(self.term("kind", kind)), self.one_of("visible", sorted(query.tokens))]
        if facets:
            conditions += [
                self.one_of(field_of(facet), values)
                for facet, values in query.filters.items()
                if values and facet != without
            ]
        return conditions

    def matches(self, plan: Plan) -> tantivy.Query | None:
        """Records or passages that hold as many words as needed; None when everything matches."""
        if not plan.terms:
            return None
        words = [self.any_of([self.term("all", form) for form in term.forms]) for term in plan.terms]
        query = self._enough(words, plan.needed)
        phrases = [
            tantivy.Query.phrase_query(self._schema, "all", list(phrase)) for phrase in plan.phrases if len(phrase) > 1
        ]
        return self.every([query, *phrases]) if phrases else query

    def _enough(self, words: list[tantivy.Query], needed: int) -> tantivy.Query:
        if needed <= 1:
            return self.any_of(words)
        if needed == len(words):
            return self.every(words)
        if needed == len(words) - 1 and len(words) <= _COMBINED:
            return self.any_of([self.every(list(some)) for some in combinations(words, needed)])
        return tantivy.Query.boolean_query([(_SHOULD, word) for word in words], minimum_number_should_match=needed)

    def record_score(self, plan: Plan) -> list[tantivy.Query]:
        """What makes one record better than another: the best field of each word, pairs, marks."""
        scores = [self._best_field(term) for term in plan.terms]
        scores += [self._weighted("pairs", pair, PAIR_WEIGHT * WEIGHTS["title"]) for pair in plan.pairs]
        scores += [
            self._weighted("exact", term.exact, EXACT_WEIGHT * WEIGHTS["title"]) for term in plan.terms if term.exact
        ]
        return scores

    def passage_score(self, plan: Plan) -> list[tantivy.Query]:
        """What makes one passage better than another."""
        scores = [self.any_of([self.term("all", form) for form in term.forms]) for term in plan.terms]
        scores += [self._weighted("pairs", pair, PAIR_WEIGHT) for pair in plan.pairs]
        scores += [self._weighted("exact", term.exact, EXACT_WEIGHT) for term in plan.terms if term.exact]
        return scores

    @staticmethod
    def scored(conditions: Sequence[tantivy.Query], scores: Sequence[tantivy.Query]) -> tantivy.Query:
        """Conditions that must hold, and what adds to the score."""
        return tantivy.Query.boolean_query(
            [*((_MUST, condition) for condition in conditions), *((_SHOULD, score) for score in scores)]
        )

    def _best_field(self, term: Term) -> tantivy.Query:
        fields = [
            self._weighted(_FIELD_OF[name], form, weight) for name, weight in WEIGHTS.items() for form in term.forms
        ]
        return tantivy.Query.disjunction_max_query(fields, TIE)

    def _weighted(self, field: str, value: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(self.term(field, value), weight)

    def resources(self, plan: Plan, query: Query, numbers: Collection[int], *, without: str = "") -> tantivy.Query:
        """Resources whose record matches, or that are among the numbered ones; scored by the record."""
        conditions = self.scope(RECORD, query, without=without)
        if plan.isbn:
            return self.every([*conditions, self.silent(self.term("isbn", plan.isbn))])
        matching = self.matches(plan)
        if matching is not None:
            either = [matching, *([self.one_of("no", sorted(numbers))] if numbers else [])]
            conditions.append(self.silent(self.any_of(either)))
        elif plan.grade:
            conditions.append(self.silent(self.term(field_of(GRADE), str(plan.grade))))
        preferred = [self._weighted(field_of(GRADE), str(plan.grade), 5.0)] if plan.grade else []
        return self.scored(conditions, [*self.record_score(plan), *preferred])

    def passages(
        self, plan: Plan, query: Query, *, facets: bool = True, only: tantivy.Query | None = None
    ) -> tantivy.Query:
        """Passages that match, scored."""
        conditions = self.scope(PASSAGE, query, facets=facets)
        matching = self.matches(plan)
        if matching is not None:
            conditions.append(self.silent(matching))
        if only is not None:
            conditions.append(only)
        return self.scored(conditions, self.passage_score(plan))

    def begins(self, line: str) -> tantivy.Query:
        """Records whose folded title begins with a line; adds to the score."""
        pattern = f"{re.escape(line)}.*"
        return tantivy.Query.const_score_query(tantivy.Query.regex_query(self._schema, "title_line", pattern), 20.0)
