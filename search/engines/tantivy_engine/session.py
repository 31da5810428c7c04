"""One query to the embedded index."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import tantivy

from cms.plugins.contract import Passage
from search import facets
from search.engines.core import WINDOW, Matches
from search.engines.entries import RECORD
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
from search.engines.tantivy_engine.queries import Queries
from search.engines.tantivy_engine.schema import number_of
from search.port import MAX_PASSAGES, Query, Sort
from search.ranking import Candidate, Card
from search.understanding.plan import Plan

_PASSAGES = 200  # best passages looked at for ranking
_RESOURCES = 20_000  # resources that may match by their passages
_CARDS = 20_000
_WORDS = 50_000


def count_of(result: tantivy.SearchResult) -> int:
    """How many there are of what was counted."""
    count: int | None = result.count  # type: ignore[attr-defined]  # the library's stub does not have it
    return count or 0


class Memory:
    """What may be kept between questions: cards by (number, version); known words until the next commit."""

    def __init__(self) -> None:
        self.cards: OrderedDict[tuple[int, int], Card] = OrderedDict()
        self.words: dict[tuple[frozenset[str], str], int] = {}


class TantivySession:
    """Answers from one snapshot; see `search.engines.core.Session`."""

    guesses = 600

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, memory: Memory) -> None:
        self._searcher = searcher
        self._build = Queries(schema)
        self._memory = memory
        self._places: dict[int, list[tantivy.DocAddress]] = {}
        self._all_places_seen = True

    def known(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Counted within what the tokens open; a word of a hidden resource is unknown."""
        found = {word: self._count(word, tokens) for word in words}
        return {word: count for word, count in found.items() if count}

    def _count(self, word: str, tokens: frozenset[str]) -> int:
        key = (tokens, word)
        kept = self._memory.words
        if key not in kept:
            if len(kept) > _WORDS:
                kept.clear()
            kept[key] = self._counted(word, tokens)
        return kept[key]

    def _counted(self, word: str, tokens: frozenset[str]) -> int:
        if not tokens or not self._searcher.doc_freq("all", word):
            return 0
        query = self._build.every([self._build.term("all", word), self._build.one_of("visible", sorted(tokens))])
        return count_of(self._searcher.search(query, 1, count=True))

    def find(self, plan: Plan, query: Query) -> Matches:
        """Passages first, then the resources that match by their record or by one of those."""
        scores, numbers, open_numbers = self._resources_by_passage(plan, query)
        resources = self._build.resources(plan, query, open_numbers)
        result = self._searcher.search(resources, WINDOW, count=True)
        candidates = self._candidates([address for _, address in result.hits], [s for s, _ in result.hits], scores)
        seen = {number_of(candidate.card.id) for candidate in candidates}
        missing = [number for number in scores if number not in seen][:WINDOW]
        if missing and count_of(result) > len(candidates):
            wanted = self._build.every([*self._build.scope(RECORD, query), self._build.one_of("no", missing)])
            others = self._searcher.search(wanted, WINDOW, count=False)
            candidates += self._candidates([address for _, address in others.hits], [0.0] * len(others.hits), scores)
        repeated, counts = self._facets(plan, query, resources, numbers)
        return Matches(candidates, count_of(result) - repeated, counts)

    def _resources_by_passage(self, plan: Plan, query: Query) -> tuple[dict[int, float], set[int], set[int]]:
        """Best passage score by resource; all resources with a matching passage; those of them that fit the facets."""
        self._places = {}
        self._all_places_seen = True
        if not plan.terms or plan.isbn:
            return {}, set(), set()
        passages = self._build.passages(plan, query)
        result = self._searcher.search(passages, _PASSAGES, count=True)
        addresses = [address for _, address in result.hits]
        numbers = [int(number or 0) for number in self._searcher.fast_field_values("no", addresses)]
        scores: dict[int, float] = {}
        for (score, address), number in zip(result.hits, numbers, strict=True):
            scores.setdefault(number, float(score))
            self._places.setdefault(number, []).append(address)
        fitting = set(scores)
        if count_of(result) > len(addresses):
            self._all_places_seen = False
            fitting = self._numbers(passages)
        everything = fitting
        if any(query.filters.values()):
            everything = self._numbers(self._build.passages(plan, query, facets=False))
        return scores, everything, fitting

    def _numbers(self, passages: tantivy.Query) -> set[int]:
        counted = self._searcher.aggregate(passages, {"resources": {"terms": {"field": "no", "size": _RESOURCES}}})
        return {int(bucket["key"]) for bucket in counted["resources"]["buckets"]}

    def _candidates(
        self, addresses: list[tantivy.DocAddress], records: list[float], passages: Mapping[int, float]
    ) -> list[Candidate]:
        cards = self._cards(addresses)
        return [
            Candidate(card, float(record), passages.get(number_of(card.id), 0.0))
            for card, record in zip(cards, records, strict=True)
        ]

    def _cards(self, addresses: list[tantivy.DocAddress]) -> list[Card]:
        numbers = self._searcher.fast_field_values("no", addresses)
        versions = self._searcher.fast_field_values("version", addresses)
        cards = self._memory.cards
        found: list[Card] = []
        for address, number, version in zip(addresses, numbers, versions, strict=True):
            key = (int(number or 0), int(version or 0))
            if key not in cards:
                cards[key] = card_of(self._payload(address))
                while len(cards) > _CARDS:
                    cards.popitem(last=False)
            found.append(cards[key])
        return found

    def _payload(self, address: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(address)["payload"][0])

    def _facets(
        self, plan: Plan, query: Query, records: tantivy.Query, numbers: set[int]
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """Forms beyond the first of each work that matches, and works by facet and value."""
        chosen = [name for name, values in query.filters.items() if values]
        free = [name for name in facets.names() if name not in chosen]
        repeated, counts = self._counts(records, free)
        for name in chosen:
            counts |= self._counts(self._build.resources(plan, query, numbers, without=name), [name])[1]
        return repeated, counts

    def _counts(self, records: tantivy.Query, names: Sequence[str]) -> tuple[int, dict[str, dict[str, int]]]:
        groups: dict[str, Any] = self._searcher.aggregate(records, values_of(names) | repeated_works())
        counts = {name: counts_in(groups[name]["buckets"]) for name in names}
        repeated = groups[REPEATED]["buckets"]
        for keys in in_portions(int(bucket["key"]) for bucket in repeated) if names else ():
            forms = self._build.every([self._build.silent(records), self._build.one_of("work", keys)])
            corrections = self._searcher.aggregate(forms, repeated_by_value(names))
            for name in names:
                take_off(counts[name], corrections[name]["buckets"])
        return surplus(repeated), counts

    def listed(self, plan: Plan, query: Query, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """By title or newness, then by precedence and id; a work stands where the first of its forms stands."""
        _, _, numbers = self._resources_by_passage(plan, query)
        records = self._build.resources(plan, query, numbers)
        if skip:
            skipped = sorted(map(number_of, skip))
            named = self._build.any_of([self._build.one_of("work", skipped), self._build.one_of("no", skipped)])
            records = self._build.but_not(records, named)
        field = "by_added" if query.sort is Sort.NEWEST else "by_title"
        wanted, forms = offset + limit, 0
        first: dict[int, tantivy.DocAddress] = {}
        while len(first) < wanted:
            addresses = [
                address
                for _, address in self._searcher.search(
                    records, wanted, count=False, offset=forms, order_by_field=field, order=tantivy.Order.Asc
                ).hits
            ]
            for work, address in zip(self._works_at(addresses), addresses, strict=True):
                first.setdefault(work, address)
            if len(addresses) < wanted:
                break
            forms += wanted
        return self._cards(list(first.values())[offset:wanted])

    def _works_at(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        works = self._searcher.fast_field_values("work", addresses)
        numbers = self._searcher.fast_field_values("no", addresses)
        return [int(number or 0) if work is None else int(work) for work, number in zip(works, numbers, strict=True)]

    def passages(self, plan: Plan, query: Query, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """From the best passages that `find` saw; asked for again where those did not hold a resource's."""
        found: dict[str, list[Passage]] = {}
        for resource_id in ids:
            number = number_of(resource_id)
            places = self._places.get(number, [])
            if not places and not self._all_places_seen:
                only = self._build.silent(self._build.term("no", number))
                places = [a for _, a in self._searcher.search(self._build.passages(plan, query, only=only), 3).hits]
            found[resource_id] = [passage_of(self._payload(place)) for place in places[:MAX_PASSAGES]]
        return found

    def inside(self, plan: Plan, query: Query) -> tuple[Card | None, list[Passage], int]:
        """Within one resource, by score or as they stand in it."""
        number = number_of(query.resource_id)
        only = self._build.silent(self._build.term("no", number))
        resources = self._build.every([*self._build.scope(RECORD, query, facets=False), only])
        cards = self._cards([address for _, address in self._searcher.search(resources, 1).hits])
        if not cards:
            return None, [], 0
        passages = self._build.passages(plan, query, facets=False, only=only)
        order: dict[str, Any] = {}
        if query.sort is Sort.READING or not plan.terms:
            order = {"order_by_field": "order", "order": tantivy.Order.Asc}
        result = self._searcher.search(passages, query.limit, count=True, offset=query.offset, **order)
        texts = [passage_of(self._payload(address)) for _, address in result.hits]
        return cards[0], texts, count_of(result)

    def beginning_with(self, words: Sequence[str], tokens: frozenset[str]) -> list[Card]:
        """Resources with these words in title, people or subjects, the last word perhaps half typed."""
        visible = self._build.one_of("visible", sorted(tokens))
        last = self._searcher.terms_with_prefix("names", words[-1], visible, CANDIDATES)
        if not last:
            return []
        conditions = [self._build.silent(self._build.term("kind", RECORD)), visible]
        conditions += [self._build.silent(self._build.term("names", word)) for word in words[:-1]]
        conditions.append(self._build.silent(self._build.any_of([self._build.term("names", term) for term, _ in last])))
        result = self._searcher.search(
            self._build.scored(conditions, [self._build.begins(" ".join(words))]), CANDIDATES, count=False
        )
        return self._cards([address for _, address in result.hits])
