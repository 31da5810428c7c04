"""A work is found once, with whichever of its forms match and are open to the reader (ADR 0042).

Made-up catalogues are asked on every engine and held against a plain count over the same resources.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import count

import pytest

from search.port import Delete, Put, Query, Sort
from tests.contract.search.library import STAFF_OF_A, A, B, work

WORDS = ("trang", "sao", "bien", "nui", "rung")
KINDS = ("ebook", "audiobook", "video", "photo_album")
TOKENS = ("public", "school:1", "staff:1", "school:2", "school:shared")
READERS = (A, STAFF_OF_A, B, frozenset({"public"}))
FACETS = ("type", "grade", "subject", "language")


def form(number, of, **fields):
    """A `Put` of a form of a work; `of` is the work's key, empty for a work of its own."""
    precedence = fields.pop("precedence", 0)
    put = work(number, **fields)
    return Put(replace(put.resource, work=of, precedence=precedence), put.passages)


@dataclass(frozen=True)
class Catalogue:
    forms: tuple[Put, ...]

    def matching(self, word, tokens, filters, without=""):
        """Forms that are open, hold the word and have the values: what every number is made of."""
        return [
            put
            for put in self.forms
            if tokens & set(put.resource.visible_to)
            and (not word or word in words_in(put))
            and all(set(values) & set(put.resource.facets[name]) for name, values in filters.items() if name != without)
        ]

    def works(self, word, tokens, filters):
        return {put.resource.work_key for put in self.matching(word, tokens, filters)}

    def counts(self, facet, word, tokens, filters):
        values: dict[str, set[str]] = {}
        for put in self.matching(word, tokens, filters, without=facet):
            for value in put.resource.facets[facet]:
                values.setdefault(value, set()).add(put.resource.work_key)
        return {value: len(works) for value, works in values.items()}


def words_in(put):
    return {*put.resource.title.lower().split(), *(word for each in put.passages for word in each.body.lower().split())}


def made_up(seed):
    """Some thirty works of one to five forms, each form with values, an audience and texts of its own."""
    source, numbers, forms = random.Random(seed), count(1000), []  # noqa: S311  (no secret)
    for each in range(30):
        own = [" ".join(source.sample(WORDS, 2)) for _ in range(2)]
        several = source.choice((1, 1, 2, 2, 3, 5))
        key = f"work-{seed}-{each}" if several > 1 or source.random() < 0.3 else ""
        for _ in range(several):
            texts = [(str(at), "", " ".join(source.choices(WORDS, k=3))) for at in range(source.randrange(3))]
            number = next(numbers)
            forms.append(
                form(
                    number,
                    key,
                    title=source.choice(own),
                    visible=source.choice(TOKENS),
                    kind=source.choice(KINDS),
                    precedence=source.randrange(4),
                    grades=tuple(source.sample(range(1, 5), source.randrange(3))),
                    subjects=tuple((f"s-{code}", "") for code in source.sample("abc", source.randrange(3))),
                    language=source.choice(("vi", "en")),
                    added=source.randrange(5),
                    passages=texts,
                )
            )
    source.shuffle(forms)
    return Catalogue(tuple(forms))


def questions(seed):
    source = random.Random(seed)  # noqa: S311  (no secret)
    for reader in READERS:
        for word in ("", *WORDS):
            chosen = {
                "type": tuple(source.sample(KINDS, source.randrange(3))),
                "grade": tuple(source.sample("1234", source.randrange(2))),
                "language": source.choice(((), ("vi",))),
            }
            for filters in ({}, {name: values for name, values in chosen.items() if values}):
                yield word, reader, filters


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_totals_facets_and_pages_are_those_of_a_plain_count(empty, seed):
    catalogue = made_up(seed)
    empty.apply(catalogue.forms)
    for word, reader, filters in questions(seed):
        asked = (word, sorted(reader), filters)
        works = catalogue.works(word, reader, filters)
        for sort in (Sort.RELEVANCE, Sort.NEWEST, Sort.TITLE):
            answers = pages_of(empty, Query(word, reader, filters=filters, sort=sort, literal=True, limit=7))
            leading = [hit.id for answer in answers for hit in answer.hits]
            assert {answer.total for answer in answers} == {len(works)}, (asked, sort)
            key_of = {put.id: put.resource.work_key for put in catalogue.matching(word, reader, filters)}
            assert sorted(key_of[each] for each in leading) == sorted(works), (asked, sort)
            for facet in FACETS:
                told = {value.value: value.count for value in answers[0].facets[facet] if value.count}
                assert told == catalogue.counts(facet, word, reader, filters), (asked, sort, facet)


def pages_of(engine, query):
    """Answers page by page, the empty one behind the last as well."""
    answers = []
    for offset in count(0, query.limit):
        answers.append(engine.search(replace(query, offset=offset)))
        if not answers[-1].hits:
            return answers
    raise AssertionError


@pytest.mark.parametrize("seed", [4, 5])
def test_lists_stand_as_their_first_form_does(empty, seed):
    catalogue = made_up(seed)
    empty.apply(catalogue.forms)
    for reader in READERS:
        forms = [put.resource for put in catalogue.matching("", reader, {})]
        for sort, key in (
            (Sort.TITLE, lambda form: (form.sort_key, form.precedence, form.id)),
            (Sort.NEWEST, lambda form: (-form.added, form.sort_key, form.precedence, form.id)),
        ):
            first: dict[str, str] = {}
            for form in sorted(forms, key=key):
                first.setdefault(form.work_key, form.id)
            answers = pages_of(empty, Query("", reader, sort=sort, limit=9))
            assert [hit.id for answer in answers for hit in answer.hits] == list(first.values())


BOOK = form(
    900, "w-river", title="Dòng sông kể chuyện", visible="school:1", kind="ebook", precedence=0,
    contributors=("Lê Bến",), passages=[("Trang 1", "", "Con đò sang bến lúc rạng đông.")],
)  # fmt: skip
SPOKEN = form(
    901, "w-river", title="Dòng sông kể chuyện", visible="public", kind="audiobook", precedence=1,
    contributors=("Lê Bến",),
)  # fmt: skip
READER_OF_BOTH, VISITOR = A, frozenset({"public"})


@pytest.fixture
def river(empty):
    empty.apply([BOOK, SPOKEN])
    return empty


def kinds(answer):
    return {value.value: value.count for value in answer.facets["type"] if value.count}


@pytest.mark.parametrize("text", ["dong song ke chuyen", "Lê Bến", ""])
def test_whoever_sees_both_forms_finds_one_work_and_whoever_sees_one_finds_that_one(river, text):
    both, one = river.search(Query(text, READER_OF_BOTH)), river.search(Query(text, VISITOR))
    assert ([hit.id for hit in both.hits], both.total, kinds(both)) == ([BOOK.id], 1, {"ebook": 1, "audiobook": 1})
    assert ([hit.id for hit in one.hits], one.total, kinds(one)) == ([SPOKEN.id], 1, {"audiobook": 1})


def test_a_form_that_was_chosen_stands_for_the_work(river):
    answer = river.search(Query("dong song", READER_OF_BOTH, filters={"type": ("audiobook",)}))
    assert ([hit.id for hit in answer.hits], answer.total, kinds(answer)) == (
        [SPOKEN.id], 1, {"ebook": 1, "audiobook": 1},
    )  # fmt: skip


def test_a_hidden_form_lends_its_text_to_nobody(river):
    assert [hit.id for hit in river.search(Query("con do", READER_OF_BOTH)).hits] == [BOOK.id]
    assert river.search(Query("con do", VISITOR)).total == 0


def test_a_form_in_which_the_place_stands_comes_before_one_that_takes_precedence(river):
    river.apply([Put(replace(BOOK.resource, version=2, precedence=7), BOOK.passages)])
    assert river.search(Query("dong song", READER_OF_BOTH)).hits[0].id == SPOKEN.id
    answer = river.search(Query("con do", READER_OF_BOTH))
    assert (answer.hits[0].id, len(answer.hits[0].passages)) == (BOOK.id, 1)


def test_each_form_is_searched_by_itself(river):
    assert river.search(Query("con do", READER_OF_BOTH, resource_id=BOOK.id)).total == 1
    assert river.search(Query("con do", READER_OF_BOTH, resource_id=SPOKEN.id)).total == 0


def test_a_work_is_suggested_once_by_a_form_that_is_open(river):
    river.apply([Put(replace(SPOKEN.resource, version=2, title="Dòng sông kể chuyện (đọc)"), ())])
    assert [each.resource_id for each in river.suggest("dong so", READER_OF_BOTH)] == [BOOK.id]
    assert [each.resource_id for each in river.suggest("dong so", VISITOR)] == [SPOKEN.id]


def test_a_form_that_moves_to_another_work_is_found_there(river):
    river.apply([Put(replace(SPOKEN.resource, version=2, work="w-other"), ())])
    assert river.search(Query("dong song", READER_OF_BOTH)).total == 2
    river.apply([Put(replace(SPOKEN.resource, version=3, work=""), ())])
    assert river.search(Query("dong song", READER_OF_BOTH)).total == 2
    river.apply([Put(replace(SPOKEN.resource, version=4), ())])
    assert river.search(Query("dong song", READER_OF_BOTH)).total == 1
    river.apply([Delete(BOOK.id, 5)])
    assert [hit.id for hit in river.search(Query("dong song", READER_OF_BOTH)).hits] == [SPOKEN.id]


def test_more_works_than_are_ranked_stand_on_one_page_each(empty):
    forms = [
        form(2000 + 3 * each + kind, f"w-{each}", title=f"Mưa rơi {each}", kind=KINDS[kind])
        for each in range(60)
        for kind in range(3)
    ]
    empty.apply(forms)
    answers = pages_of(empty, Query("mua roi", A, limit=25))
    key_of = {put.id: put.resource.work_key for put in forms}
    assert {answer.total for answer in answers} == {60}
    assert sorted(key_of[hit.id] for answer in answers for hit in answer.hits) == sorted(
        f"w-{each}" for each in range(60)
    )
    assert kinds(answers[0]) == dict.fromkeys(KINDS[:3], 60)
