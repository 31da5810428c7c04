"""Plans as Elasticsearch queries; the weights are those of every engine."""

from collections.abc import Collection, Iterable, Sequence

from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, MatchPhrase, Prefix, Query, Term, Terms

from search.engines.entries import PASSAGE, RECORD, field_of
from search.facets import GRADE
from search.fields import EXACT_WEIGHT, PAIR_WEIGHT, TIE, WEIGHTS
from search.port import Query as Question
from search.understanding.plan import Plan
from search.understanding.plan import Term as Wanted

_FIELD_OF = {"title": "title", "people": "people", "subject": "subjects", "more": "more"}
_GRADE_WEIGHT = 5.0
_BEGINS_WEIGHT = 20.0


def term(field: str, value: str, weight: float = 1.0) -> Query:
    """One value of one field."""
    return Term(field, {"value": value, "boost": weight})


def one_of(field: str, values: Iterable[str]) -> Query:
    """Any of the values."""
    return Terms(field, list(values))


def any_of(queries: Sequence[Query], needed: int = 1) -> Query:
    """At least so many of them."""
    return queries[0] if len(queries) == 1 else Bool(should=list(queries), minimum_should_match=needed)


def scope(kind: str, question: Question, *, without: str = "", facets: bool = True) -> list[Query]:
    """Kind, the reader's tokens and the chosen facets: what every question goes through."""
    conditions = [term("kind", kind), one_of("visible", sorted(question.tokens))]
    if facets:
        chosen = ((facet, values) for facet, values in question.filters.items() if values and facet != without)
        conditions += [one_of(field_of(facet), values) for facet, values in chosen]
    return conditions


def _forms(wanted: Wanted) -> Query:
    return any_of([term("all", form) for form in wanted.forms])


def _matches(plan: Plan) -> list[Query]:
    """Records or passages that hold as many words as needed, quoted words side by side; empty matches everything."""
    if not plan.terms:
        return []
    phrases: list[Query] = [
        MatchPhrase("all", {"query": " ".join(phrase)}) for phrase in plan.phrases if len(phrase) > 1
    ]
    return [any_of([_forms(wanted) for wanted in plan.terms], max(plan.needed, 1)), *phrases]


def _record_scores(plan: Plan) -> list[Query]:
    scores: list[Query] = [
        DisMax(
            queries=[term(_FIELD_OF[name], form, weight) for name, weight in WEIGHTS.items() for form in wanted.forms],
            tie_breaker=TIE,
        )
        for wanted in plan.terms
    ]
    return scores + _shared_scores(plan, WEIGHTS["title"])


def _shared_scores(plan: Plan, weight: float) -> list[Query]:
    scores = [term("pairs", pair, PAIR_WEIGHT * weight) for pair in plan.pairs]
    return scores + [term("exact", each.exact, EXACT_WEIGHT * weight) for each in plan.terms if each.exact]


def resources(plan: Plan, question: Question, ids: Collection[str], *, without: str = "") -> Query:
    """Resources whose record matches, or that are among those named; scored by the record."""
    conditions = scope(RECORD, question, without=without)
    if plan.isbn:
        return Bool(filter=[*conditions, term("isbn", plan.isbn)])
    scores = _record_scores(plan)
    matching = _matches(plan)
    if matching:
        either = [Bool(filter=matching), *([one_of("resource", sorted(ids))] if ids else [])]
        conditions.append(any_of(either))
    elif plan.grade:
        conditions.append(term(field_of(GRADE), str(plan.grade)))
    if plan.grade:
        scores.append(ConstantScore(filter=term(field_of(GRADE), str(plan.grade)), boost=_GRADE_WEIGHT))
    return Bool(filter=conditions, should=scores, minimum_should_match=0)


def only(resources_query: Query, keys: Iterable[str], *, field: str = "resource", but_not: bool = False) -> Query:
    """Those of the resources that are named by themselves or by their work, or the others."""
    named = one_of(field, keys)
    return Bool(filter=[resources_query], must_not=[named]) if but_not else Bool(filter=[resources_query, named])


def passages(plan: Plan, question: Question, *, facets: bool = True, resource: str = "") -> Query:
    """Passages that match, scored."""
    conditions = [*scope(PASSAGE, question, facets=facets), *_matches(plan)]
    if resource:
        conditions.append(term("resource", resource))
    scores = [_forms(wanted) for wanted in plan.terms] + _shared_scores(plan, 1.0)
    return Bool(filter=conditions, should=scores, minimum_should_match=0)


def record(question: Question, resource: str) -> Query:
    """The record of one resource, if it is visible."""
    return Bool(filter=[*scope(RECORD, question, facets=False), term("resource", resource)])


def beginning(words: Sequence[str], tokens: Iterable[str]) -> Query:
    """Records with these words in their names, the last one perhaps half typed; better if the title begins so."""
    conditions = [term("kind", RECORD), one_of("visible", sorted(tokens))]
    conditions += [term("names", word) for word in words[:-1]]
    conditions.append(Prefix("names", {"value": words[-1]}))
    starts = ConstantScore(filter=Prefix("title_line", {"value": " ".join(words)}), boost=_BEGINS_WEIGHT)
    return Bool(filter=conditions, should=[starts], minimum_should_match=0)
