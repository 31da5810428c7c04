"""One query to the embedded index."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import tantivy

from cms.plugins.contract import Passage
from search import facets
from search.engines.core import FACET_VALUES, WINDOW, Matches
from search.engines.entries import WORK, field_of
from search.engines.payloads import card_of, passage_of
from search.engines.suggesting import CANDIDATES
from search.engines.tantivy_engine.queries import Queries
from search.engines.tantivy_engine.schema import number_of
from search.port import MAX_PASSAGES, Query, Sort
from search.ranking import Candidate, Card
from search.understanding.plan import Plan

_PASSAGES = 200  # best passages looked at for ranking
_WORKS = 20_000  # works that may match by their passages
_CARDS = 20_000
_WORDS = 50_000
_CHOSEN_EXTRA = 50


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
        """Counted within what the tokens open; a word of a hidden work is unknown."""
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
        """Passages first, then the works that match by their record or by one of those."""
        scores, numbers, open_numbers = self._passage_works(plan, query)
        works = self._build.works(plan, query, open_numbers)
        result = self._searcher.search(works, WINDOW, count=True)
        candidates = self._candidates([address for _, address in result.hits], [s for s, _ in result.hits], scores)
        seen = {number_of(candidate.card.id) for candidate in candidates}
        missing = [number for number in scores if number not in seen][:WINDOW]
        if missing and count_of(result) > len(candidates):
            wanted = self._build.every([*self._build.scope(WORK, query), self._build.one_of("no", missing)])
            others = self._searcher.search(wanted, WINDOW, count=False)
            candidates += self._candidates([address for _, address in others.hits], [0.0] * len(others.hits), scores)
        return Matches(candidates, count_of(result), self._facets(plan, query, works, numbers))

    def _passage_works(self, plan: Plan, query: Query) -> tuple[dict[int, float], set[int], set[int]]:
        """Best passage score by work; all works with a matching passage; those of them that fit the facets."""
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
        counted = self._searcher.aggregate(passages, {"works": {"terms": {"field": "no", "size": _WORKS}}})
        return {int(bucket["key"]) for bucket in counted["works"]["buckets"]}

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

    def _facets(self, plan: Plan, query: Query, works: tantivy.Query, numbers: set[int]) -> dict[str, dict[str, int]]:
        chosen = [name for name, values in query.filters.items() if values]
        free = [name for name in facets.names() if name not in chosen]
        counts = self._count_values(works, free)
        for name in chosen:
            counts |= self._count_values(self._build.works(plan, query, numbers, without=name), [name])
        return counts

    def _count_values(self, works: tantivy.Query, names: Sequence[str]) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        wanted = {name: {"terms": {"field": field_of(name), "size": FACET_VALUES + _CHOSEN_EXTRA}} for name in names}
        counted: dict[str, Any] = self._searcher.aggregate(works, wanted)
        return {
            name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in counted[name]["buckets"]}
            for name in names
        }

    def listed(self, plan: Plan, query: Query, skip: Collection[str], offset: int, limit: int) -> list[Card]:
        """By title or newness, the id deciding between equals."""
        _, _, numbers = self._passage_works(plan, query)
        works = self._build.works(plan, query, numbers)
        if skip:
            works = self._build.but_not(works, self._build.one_of("no", [number_of(each) for each in skip]))
        field = "by_added" if query.sort is Sort.NEWEST else "by_title"
        result = self._searcher.search(
            works, limit, count=False, offset=offset, order_by_field=field, order=tantivy.Order.Asc
        )
        return self._cards([address for _, address in result.hits])

    def passages(self, plan: Plan, query: Query, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        """From the best passages that `find` saw; asked for again where those did not hold a work's."""
        found: dict[str, list[Passage]] = {}
        for work_id in ids:
            number = number_of(work_id)
            places = self._places.get(number, [])
            if not places and not self._all_places_seen:
                only = self._build.silent(self._build.term("no", number))
                places = [a for _, a in self._searcher.search(self._build.passages(plan, query, only=only), 3).hits]
            found[work_id] = [passage_of(self._payload(place)) for place in places[:MAX_PASSAGES]]
        return found

    def inside(self, plan: Plan, query: Query) -> tuple[Card | None, list[Passage], int]:
        """Within one work, by score or as they stand in it."""
        number = number_of(query.work_id)
        only = self._build.silent(self._build.term("no", number))
        works = self._build.every([*self._build.scope(WORK, query, facets=False), only])
        cards = self._cards([address for _, address in self._searcher.search(works, 1).hits])
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
        """Works with these words in title, people or subjects, the last word perhaps half typed."""
        visible = self._build.one_of("visible", sorted(tokens))
        last = self._searcher.terms_with_prefix("names", words[-1], visible, CANDIDATES)
        if not last:
            return []
        conditions = [self._build.silent(self._build.term("kind", WORK)), visible]
        conditions += [self._build.silent(self._build.term("names", word)) for word in words[:-1]]
        conditions.append(self._build.silent(self._build.any_of([self._build.term("names", term) for term, _ in last])))
        result = self._searcher.search(
            self._build.scored(conditions, [self._build.begins(" ".join(words))]), CANDIDATES, count=False
        )
        return self._cards([address for _, address in result.hits])
