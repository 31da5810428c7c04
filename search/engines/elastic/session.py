"""One query to Elasticsearch, in as few round trips as its steps allow.

The steps are those of every engine (`search.engines.core`). Facets that somebody chose are counted without themselves,
so that the other values stay in the list; each takes a search of its own, all sent together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, MultiSearch, Search
from elasticsearch.dsl.query import Query

from cms.plugins.contract import Passage
from search import facets
from search.engines.core import WINDOW, Matches
from search.engines.elastic import mapping, queries
from search.engines.payloads import card_of, passage_of
from search.engines.repeated import (
    REPEATED,
    counts_in,
    in_portions,
    repeated_by_value,
    repeated_works,
    surplus,
    take_off,
    values_of,
)
from search.engines.suggesting import CANDIDATES
from search.port import MAX_PASSAGES, Sort
from search.port import Query as Question
from search.ranking import Candidate, Card
from search.understanding.plan import Plan

_PASSAGES: Final = 200  # best passages looked at for ranking
_RESOURCES = "resources"


class ElasticSession:
    """Answers one question; see `search.engines.core.Session`."""

    guesses = 600

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._passage_ids: dict[str, list[str]] = {}
        self._all_passages_seen = True

    def _search(self, query: Query, size: int, offset: int = 0) -> Any:
        search = Search(using=self._client, index=self._alias).query(query).source(False)[offset : offset + size]
        return search.extra(track_total_hits=True)

    def _send(self, searches: Sequence[Any]) -> list[Any]:
        """The answers in the order of the searches, in one round trip."""
        if not searches:
            return []
        if len(searches) == 1:
            return [searches[0].execute()]
        batch: Any = MultiSearch(using=self._client, index=self._alias)
        for search in searches:
            batch = batch.add(search)
        return list(batch.execute())

    def known(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """How many resources and passages that the tokens open hold each word; words that none holds are left out."""
        asked = list(dict.fromkeys(words))
        if not asked or not tokens:
            return {}
        search = self._search(queries.one_of("visible", sorted(tokens)), 0).extra(track_total_hits=False)
        search.aggs.bucket("words", A("filters", filters={word: queries.term("all", word) for word in asked}))
        buckets = search.execute().aggregations.words.buckets.to_dict()
        return {word: bucket["doc_count"] for word, bucket in buckets.items() if bucket["doc_count"]}

    def find(self, plan: Plan, query: Question) -> Matches:
        """Resources that match by their record or by one of their passages, with the total and the facets."""
        scores, everything, fitting = self._resources_by_passage(plan, query)
        chosen = [name for name, values in query.filters.items() if values]
        resources = queries.resources(plan, query, fitting)
        free = [name for name in facets.names() if name not in chosen]
        questions = [(resources, free)]
        questions += [(queries.resources(plan, query, everything, without=name), [name]) for name in chosen]
        searches = [self._with_counts(each, names, WINDOW if each is resources else 0) for each, names in questions]
        if scores:
            # A resource with a good passage may rank low by its record alone, so these are fetched by their ids.
            searches.append(self._cards(queries.only(resources, list(scores)[:WINDOW]), WINDOW))
        main, *others = self._send(searches)
        candidates = {hit.meta.id: _candidate(hit, hit.meta.score or 0.0, scores) for hit in main}
        if scores:
            for hit in others.pop():
                candidates.setdefault(hit.meta.id, _candidate(hit, 0.0, scores))
        groups = [answer.aggregations.to_dict() for answer in (main, *others)]
        total = main.hits.total.value - surplus(groups[0][REPEATED]["buckets"])
        return Matches(list(candidates.values()), total, self._counts(questions, groups))

    def _counts(
        self, questions: Sequence[tuple[Query, Sequence[str]]], groups: Sequence[Mapping[str, Any]]
    ) -> dict[str, dict[str, int]]:
        """Works by facet and value, out of forms; one more round trip where several forms of a work match."""
        counts: dict[str, dict[str, int]] = {}
        corrections: list[tuple[Sequence[str], Any]] = []
        for (resources, names), group in zip(questions, groups, strict=True):
            counts |= {name: counts_in(group[name]["buckets"]) for name in names}
            for keys in in_portions(bucket["key"] for bucket in group[REPEATED]["buckets"]) if names else ():
                forms = self._search(queries.only(resources, keys, field="work"), 0)
                corrections.append((names, forms.update_from_dict({"aggs": repeated_by_value(names)})))
        answers = self._send([search for _, search in corrections])
        for (names, _), answer in zip(corrections, answers, strict=True):
            for name in names:
                take_off(counts[name], answer.aggregations.to_dict()[name]["buckets"])
        return counts

    def _cards(self, query: Query, size: int, offset: int = 0) -> Any:
        return self._search(query, size, offset).source(["payload"])

    def _with_counts(self, query: Query, names: Iterable[str], size: int) -> Any:
        search = self._cards(query, size) if size else self._search(query, 0)
        return search.update_from_dict({"aggs": values_of(names) | repeated_works()})

    def _resources_by_passage(self, plan: Plan, query: Question) -> tuple[dict[str, float], set[str], set[str]]:
        """Best passage score by resource; all resources with a matching passage; those of them that fit the facets."""
        self._passage_ids, self._all_passages_seen = {}, True
        if not plan.terms or plan.isbn:
            return {}, set(), set()
        searches = [self._grouped_by_resource(queries.passages(plan, query), _PASSAGES)]
        if any(query.filters.values()):
            searches.append(self._grouped_by_resource(queries.passages(plan, query, facets=False), 0))
        answers = self._send(searches)
        scores: dict[str, float] = {}
        for hit in answers[0]:
            resource = hit.meta.id.partition("#")[0]
            scores.setdefault(resource, hit.meta.score or 0.0)
            self._passage_ids.setdefault(resource, []).append(hit.meta.id)
        self._all_passages_seen = answers[0].hits.total.value <= _PASSAGES
        fitting, everything = _resources_of(answers[0]), _resources_of(answers[-1])
        return scores, everything, fitting

    def _grouped_by_resource(self, query: Query, size: int) -> Any:
        search = self._search(query, size).sort("_score", "resource", "order")
        search.aggs.bucket(_RESOURCES, A("terms", field="resource", size=mapping.WINDOW))
        return search

    def listed(self, plan: Plan, query: Question, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """By title or newness, then by precedence and id; a work stands where the first of its forms stands.

        Empty beyond `mapping.WINDOW`.
        """
        if offset + limit > mapping.WINDOW:
            return []
        _, _, fitting = self._resources_by_passage(plan, query)
        resources = queries.resources(plan, query, fitting)
        if skip:
            resources = queries.only(resources, sorted(skip), field="work", but_not=True)
        order = "by_added" if query.sort is Sort.NEWEST else "by_title"
        found = (
            self._cards(resources, limit, offset).sort(order).extra(track_total_hits=False, collapse={"field": "work"})
        )
        return [card_of(hit.payload) for hit in found.execute()]

    def passages(self, plan: Plan, query: Question, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """Up to MAX_PASSAGES passages of each resource: from the best that `find` saw, else asked for one by one."""
        best = {resource: self._passage_ids.get(resource, [])[:MAX_PASSAGES] for resource in ids}
        if not self._all_passages_seen:
            unseen = [resource for resource in ids if not best[resource]]
            searches = [
                self._search(queries.passages(plan, query, resource=resource), MAX_PASSAGES) for resource in unseen
            ]
            for resource, answer in zip(unseen, self._send(searches), strict=True):
                best[resource] = [hit.meta.id for hit in answer]
        payloads = self._payloads_of([passage for passages in best.values() for passage in passages])
        return {
            resource: [passage_of(payloads[passage]) for passage in passages if passage in payloads]
            for resource, passages in best.items()
        }

    def _payloads_of(self, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        documents = self._client.mget(index=self._alias, ids=list(ids), source_includes=["payload"])["docs"]
        return {each["_id"]: each["_source"]["payload"] for each in documents if each.get("found")}

    def inside(self, plan: Plan, query: Question) -> tuple[Card | None, list[Passage], int]:
        """Passages of one resource, by score or in the order of the text, with their total."""
        if query.offset + query.limit > mapping.WINDOW:
            return None, [], 0
        order = ("order",) if query.sort is Sort.READING or not plan.terms else ("_score", "order")
        matching = queries.passages(plan, query, facets=False, resource=query.resource_id)
        texts = self._cards(matching, query.limit, query.offset).sort(*order)
        resources, hits = self._send([self._cards(queries.record(query, query.resource_id), 1), texts])
        if not resources:
            return None, [], 0
        return card_of(resources[0].payload), [passage_of(hit.payload) for hit in hits], hits.hits.total.value

    def beginning_with(self, words: Sequence[str], tokens: frozenset[str]) -> list[Card]:
        """Resources with these words in title, people or subjects, the last word perhaps half typed."""
        search = self._cards(queries.beginning(words, tokens), CANDIDATES).sort("_score", "by_title")
        return [card_of(hit.payload) for hit in search.extra(track_total_hits=False).execute()]


def _candidate(hit: Any, score: float, passages: Mapping[str, float]) -> Candidate:
    return Candidate(card_of(hit.payload), float(score), passages.get(hit.meta.id, 0.0))


def _resources_of(answer: Any) -> set[str]:
    return {str(bucket.key) for bucket in answer.aggregations.resources.buckets}
