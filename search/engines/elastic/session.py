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
from search.engines.core import FACET_VALUES, WINDOW, Matches
from search.engines.elastic import mapping, queries
from search.engines.entries import field_of
from search.engines.payloads import card_of, passage_of
from search.engines.suggesting import CANDIDATES
from search.port import MAX_PASSAGES, Sort
from search.port import Query as Question
from search.ranking import Candidate, Card
from search.understanding.plan import Plan

_PASSAGES: Final = 200  # best passages looked at for ranking
_CHOSEN_EXTRA: Final = 50
_WORKS = "works"


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
        """How many works and passages that the tokens open hold each word; words that none holds are left out."""
        asked = list(dict.fromkeys(words))
        if not asked or not tokens:
            return {}
        search = self._search(queries.one_of("visible", sorted(tokens)), 0).extra(track_total_hits=False)
        search.aggs.bucket("words", A("filters", filters={word: queries.term("all", word) for word in asked}))
        buckets = search.execute().aggregations.words.buckets.to_dict()
        return {word: bucket["doc_count"] for word, bucket in buckets.items() if bucket["doc_count"]}

    def find(self, plan: Plan, query: Question) -> Matches:
        """Works that match by their record or by one of their passages, with the total and the facets."""
        scores, everything, fitting = self._passage_works(plan, query)
        chosen = [name for name, values in query.filters.items() if values]
        works = queries.works(plan, query, fitting)
        searches = [
            self._with_counts(self._cards(works, WINDOW), [name for name in facets.names() if name not in chosen])
        ]
        for name in chosen:
            wider = queries.works(plan, query, everything, without=name)
            searches.append(self._with_counts(self._search(wider, 0), [name]))
        if scores:
            # A work with a good passage may rank low by its record alone, so these are fetched by their ids.
            searches.append(self._cards(queries.only(works, list(scores)[:WINDOW]), WINDOW))
        main, *others = self._send(searches)
        candidates = {hit.meta.id: _candidate(hit, hit.meta.score or 0.0, scores) for hit in main}
        if scores:
            for hit in others.pop():
                candidates.setdefault(hit.meta.id, _candidate(hit, 0.0, scores))
        counts: dict[str, dict[str, int]] = {}
        for answer in (main, *others):
            counts |= _counts(answer)
        return Matches(list(candidates.values()), main.hits.total.value, counts)

    def _cards(self, query: Query, size: int, offset: int = 0) -> Any:
        return self._search(query, size, offset).source(["payload"])

    @staticmethod
    def _with_counts(search: Any, names: Iterable[str]) -> Any:
        for name in names:
            search.aggs.bucket(name, A("terms", field=field_of(name), size=FACET_VALUES + _CHOSEN_EXTRA))
        return search

    def _passage_works(self, plan: Plan, query: Question) -> tuple[dict[str, float], set[str], set[str]]:
        """Best passage score by work; all works with a matching passage; those of them that fit the facets."""
        self._passage_ids, self._all_passages_seen = {}, True
        if not plan.terms or plan.isbn:
            return {}, set(), set()
        searches = [self._grouped_by_work(queries.passages(plan, query), _PASSAGES)]
        if any(query.filters.values()):
            searches.append(self._grouped_by_work(queries.passages(plan, query, facets=False), 0))
        answers = self._send(searches)
        scores: dict[str, float] = {}
        for hit in answers[0]:
            work = hit.meta.id.partition("#")[0]
            scores.setdefault(work, hit.meta.score or 0.0)
            self._passage_ids.setdefault(work, []).append(hit.meta.id)
        self._all_passages_seen = answers[0].hits.total.value <= _PASSAGES
        fitting, everything = _works_of(answers[0]), _works_of(answers[-1])
        return scores, everything, fitting

    def _grouped_by_work(self, query: Query, size: int) -> Any:
        search = self._search(query, size).sort("_score", "work", "order")
        search.aggs.bucket(_WORKS, A("terms", field="work", size=mapping.WINDOW))
        return search

    def listed(self, plan: Plan, query: Question, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """Works by title or by newness, equal ones by id; empty beyond `mapping.WINDOW`."""
        if offset + limit > mapping.WINDOW:
            return []
        _, _, fitting = self._passage_works(plan, query)
        works = queries.works(plan, query, fitting)
        if skip:
            works = queries.only(works, sorted(skip), but_not=True)
        order = "by_added" if query.sort is Sort.NEWEST else "by_title"
        found = self._cards(works, limit, offset).sort(order).extra(track_total_hits=False).execute()
        return [card_of(hit.payload) for hit in found]

    def passages(self, plan: Plan, query: Question, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """Up to MAX_PASSAGES passages of each work: from the best that `find` saw, else asked for work by work."""
        best = {work: self._passage_ids.get(work, [])[:MAX_PASSAGES] for work in ids}
        if not self._all_passages_seen:
            unseen = [work for work in ids if not best[work]]
            searches = [self._search(queries.passages(plan, query, work=work), MAX_PASSAGES) for work in unseen]
            for work, answer in zip(unseen, self._send(searches), strict=True):
                best[work] = [hit.meta.id for hit in answer]
        payloads = self._payloads_of([passage for passages in best.values() for passage in passages])
        return {
            work: [passage_of(payloads[passage]) for passage in passages if passage in payloads]
            for work, passages in best.items()
        }

    def _payloads_of(self, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        documents = self._client.mget(index=self._alias, ids=list(ids), source_includes=["payload"])["docs"]
        return {each["_id"]: each["_source"]["payload"] for each in documents if each.get("found")}

    def inside(self, plan: Plan, query: Question) -> tuple[Card | None, list[Passage], int]:
        """Passages of one work, by score or in the order of the text, with their total."""
        if query.offset + query.limit > mapping.WINDOW:
            return None, [], 0
        order = ("order",) if query.sort is Sort.READING or not plan.terms else ("_score", "order")
        matching = queries.passages(plan, query, facets=False, work=query.work_id)
        texts = self._cards(matching, query.limit, query.offset).sort(*order)
        works, hits = self._send([self._cards(queries.record(query, query.work_id), 1), texts])
        if not works:
            return None, [], 0
        return card_of(works[0].payload), [passage_of(hit.payload) for hit in hits], hits.hits.total.value

    def beginning_with(self, words: Sequence[str], tokens: frozenset[str]) -> list[Card]:
        """Works with these words in title, people or subjects, the last word perhaps half typed."""
        search = self._cards(queries.beginning(words, tokens), CANDIDATES).sort("_score", "by_title")
        return [card_of(hit.payload) for hit in search.extra(track_total_hits=False).execute()]


def _candidate(hit: Any, score: float, passages: Mapping[str, float]) -> Candidate:
    return Candidate(card_of(hit.payload), float(score), passages.get(hit.meta.id, 0.0))


def _counts(answer: Any) -> dict[str, dict[str, int]]:
    groups = answer.aggregations.to_dict() if "aggregations" in answer else {}
    return {name: {each["key"]: each["doc_count"] for each in group["buckets"]} for name, group in groups.items()}


def _works_of(answer: Any) -> set[str]:
    return {str(bucket.key) for bucket in answer.aggregations.works.buckets}
