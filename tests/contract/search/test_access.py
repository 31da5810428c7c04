"""Every path of the port goes through the reader's tokens: nothing of a hidden work is ever told."""

import pytest

from search.port import Facet, Query, Sort
from tests.contract.search.library import NOBODY, STAFF_OF_A, A, B

SECRETS = ["Đề kiểm tra bí mật", "de kiem tra bi mat", "ddeef kieerm tra", "Ngô Kín", "xylophon", "9786040000026"]


@pytest.mark.parametrize("text", ["", "chú dế", "trăng", "toan lop 4"])
def test_without_tokens_there_is_no_answer(ask, engine, text):
    answer = ask(text, tokens=NOBODY)
    assert (answer.hits, answer.total) == ((), 0)
    assert not any(answer.facets.values())
    assert engine.suggest("chu", NOBODY) == ()
    assert engine.known_terms(["chu"], NOBODY) == {}


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.TITLE])
def test_a_hidden_work_is_not_found(ask, text, sort):
    for tokens in (A, B, frozenset({"public"})):
        assert "0000-0009" not in {hit.id for hit in ask(text, tokens=tokens, sort=sort, limit=50).hits}


def test_whoever_may_finds_it(ask):
    assert ask("xylophon", tokens=STAFF_OF_A).hits[0].id == "0000-0009"
    assert ask("zylofon", tokens=B).hits[0].id == "0000-0010"


def test_inside_a_hidden_work_there_is_nothing(ask):
    answer = ask("xylophon", work_id="0000-0009")
    assert (answer.hits, answer.total) == ((), 0)


def test_a_chosen_facet_does_not_open_anything(ask):
    assert ask("", filters={Facet.SUBJECT: ("s-secret",)}).total == 0


@pytest.mark.parametrize("text", ["de", "de kiem", "bi mat", "ngo", "ngô k", "de thi"])
def test_suggestions_know_nothing_of_it(engine, text):
    texts = {suggestion.text for suggestion in engine.suggest(text, A)}
    assert not texts & {"Đề kiểm tra bí mật", "Ngô Kín", "Đề thi kín"}
    assert {suggestion.text for suggestion in engine.suggest(text, STAFF_OF_A)} & {
        "Đề kiểm tra bí mật",
        "Ngô Kín",
        "Đề thi kín",
    }


def test_the_vocabulary_and_repairs_know_nothing_of_it(engine):
    assert engine.known_terms(["xylophon"], A) == {}
    answer = engine.search(Query("xylophom", A))
    assert (answer.total, answer.understood.marked) == (0, "")
    assert engine.search(Query("xylophom", STAFF_OF_A)).hits[0].id == "0000-0009"
