"""Every path of the port goes through the reader's tokens: nothing of a hidden work is ever told."""

from collections import Counter

import pytest

from search.fields import words_of_passage, words_of_record
from search.port import Query, Sort
from tests.contract.search.library import LIBRARY, NOBODY, STAFF_OF_A, A, B

SECRETS = ["Đề kiểm tra bí mật", "de kiem tra bi mat", "ddeef kieerm tra", "Ngô Kín", "xylophon", "9786040000026"]


@pytest.mark.parametrize("text", ["", "chú dế", "trăng", "toan lop 4"])
def test_without_tokens_there_is_no_answer(ask, library, text):
    answer = ask(text, tokens=NOBODY)
    assert (answer.hits, answer.total) == ((), 0)
    assert not any(answer.facets.values())
    assert library.suggest("chu", NOBODY) == ()
    assert library.known_terms(["chu"], NOBODY) == {}


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.TITLE])
def test_a_hidden_work_is_not_found(ask, text, sort):
    for tokens in (A, B, frozenset({"public"})):
        assert "0000-0009" not in {hit.id for hit in ask(text, tokens=tokens, sort=sort, limit=50).hits}


def test_whoever_may_finds_it(ask):
    assert ask("xylophon", tokens=STAFF_OF_A).hits[0].id == "0000-0009"
    assert ask("zylofon", tokens=B).hits[0].id == "0000-0010"


def test_inside_a_hidden_work_there_is_nothing(ask):
    answer = ask("xylophon", resource_id="0000-0009")
    assert (answer.hits, answer.total) == ((), 0)


def test_a_chosen_facet_does_not_open_anything(ask):
    assert ask("", filters={"subject": ("s-secret",)}).total == 0


@pytest.mark.parametrize("text", ["de", "de kiem", "bi mat", "ngo", "ngô k", "de thi"])
def test_suggestions_know_nothing_of_it(library, text):
    texts = {suggestion.text for suggestion in library.suggest(text, A)}
    assert not texts & {"Đề kiểm tra bí mật", "Ngô Kín", "Đề thi kín"}
    assert {suggestion.text for suggestion in library.suggest(text, STAFF_OF_A)} & {
        "Đề kiểm tra bí mật",
        "Ngô Kín",
        "Đề thi kín",
    }


def test_the_vocabulary_and_repairs_know_nothing_of_it(library):
    assert library.known_terms(["xylophon"], A) == {}
    answer = library.search(Query("xylophom", A))
    assert (answer.total, answer.understood.marked) == (0, "")
    assert library.search(Query("xylophom", STAFF_OF_A)).hits[0].id == "0000-0009"


TOKENS = [
    NOBODY, frozenset({"public"}), frozenset({"school:2"}), frozenset({"staff:1"}), frozenset({"school:shared"}),
    A, B, STAFF_OF_A, frozenset({"publi", "public2", "Public", "school:", "*", "' OR 1=1 --", '"'}),
]  # fmt: skip


@pytest.mark.parametrize("tokens", TOKENS, ids=lambda tokens: "+".join(sorted(tokens)) or "none")
def test_each_token_opens_its_works_on_every_path_and_no_other(library, tokens):
    opened = {put.id: put for put in LIBRARY if tokens & set(put.resource.visible_to)}
    everything = library.search(Query("", tokens, limit=50))
    assert {hit.id for hit in everything.hits} == set(opened)
    assert everything.total == len(opened)
    counted = {value.value: value.count for value in everything.facets.get("subject", ())}
    assert counted == Counter(code for put in opened.values() for code in put.resource.facets["subject"])
    for put in LIBRARY:
        title = put.resource.title
        hits = {hit.id for hit in library.search(Query(title, tokens, literal=True, limit=50)).hits}
        assert (put.id in hits) is (put.id in opened), title
        assert (title in {each.text for each in library.suggest(title, tokens)}) is (put.id in opened)
        inside = library.search(Query("", tokens, resource_id=put.id))
        assert inside.total == (len(put.passages) if put.id in opened else 0)
    told = {word for put in opened.values() for word in words_of(put)}
    everywhere = {word for put in LIBRARY for word in words_of(put)}
    assert set(library.known_terms(everywhere, tokens)) == told


def words_of(put):
    return {*words_of_record(put.resource).all, *(word for each in put.passages for word in words_of_passage(each).all)}
