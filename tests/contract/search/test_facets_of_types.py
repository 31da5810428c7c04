"""A facet that a type brings is one like any other, in every engine."""

from dataclasses import replace

import pytest

from cms.plugins import registry
from cms.plugins.contract import TypeFacet
from search.engines import by_name
from search.port import NeedsRebuildError, Query
from tests.contract.search.library import STAFF_OF_A, A, work

METRE = TypeFacet("metre", "Metre", field="title")


@pytest.fixture
def metre(monkeypatch):
    """Lets e-books bring a facet; asked for before the engine, whose index gets a field for it."""
    declaration = registry.get("ebook")
    changed = replace(declaration, search=replace(declaration.search, facets=(METRE,)))
    monkeypatch.setitem(registry._types, "ebook", changed)


@pytest.fixture
def poems(metre, empty):
    """Each adapter with five works: two metres in one, none in another, a hidden one."""
    verses = [("Trang 1", "", "Trăng soi giếng nước đầu làng")]
    empty.apply(
        [
            work(1, "Trăng một", facets={"metre": ("lục bát",)}, passages=verses),
            work(2, "Trăng hai", facets={"metre": ("lục bát", "4")}, grades=(4,)),
            work(3, "Trăng ba", facets={"metre": ("tự do",)}, grades=(4,)),
            work(4, "Trăng bốn", kind="lecture"),
            work(5, "Trăng năm", facets={"metre": ("kín",)}, visible="staff:1"),
        ]
    )
    return empty


def found(engine, text="", tokens=A, **filters):
    """Titles' last words, and the counts of the facet."""
    answer = engine.search(Query(text, tokens, filters=filters))
    assert answer.total == len(answer.hits)
    counts = {value.value: value.count for value in answer.facets["metre"]}
    return {hit.id[-1] for hit in answer.hits}, counts


def test_its_values_are_counted_where_there_are_any(poems):
    assert found(poems) == ({"1", "2", "3", "4"}, {"lục bát": 2, "4": 1, "tự do": 1})
    assert found(poems, type=("lecture",)) == ({"4"}, {})


def test_it_narrows_records_and_passages_and_keeps_its_own_values(poems):
    assert found(poems, metre=("lục bát",)) == ({"1", "2"}, {"lục bát": 2, "4": 1, "tự do": 1})
    assert found(poems, metre=("4", "tự do"))[0] == {"2", "3"}
    assert found(poems, "gieng nuoc", metre=("lục bát",))[0] == {"1"}
    assert found(poems, "gieng nuoc", metre=("tự do",))[0] == set()


def test_a_value_that_another_facet_has_too_is_not_taken_for_it(poems):
    assert found(poems, grade=("4",))[0] == {"2", "3"}
    assert found(poems, metre=("4",))[0] == {"2"}
    assert found(poems, metre=("4",), grade=("4",))[0] == {"2"}


def test_it_says_nothing_of_what_is_hidden(poems):
    assert "kín" not in found(poems)[1]
    assert found(poems, metre=("kín",)) == (set(), {"lục bát": 2, "4": 1, "tự do": 1, "kín": 0})
    assert found(poems, tokens=STAFF_OF_A, metre=("kín",))[0] == {"5"}


def test_an_index_from_before_the_facet_asks_to_be_made_anew(empty, search_engine_name, request):
    empty.ping()
    request.getfixturevalue("metre")
    with pytest.raises(NeedsRebuildError):
        by_name(search_engine_name).ping()
