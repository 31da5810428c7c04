"""The same words come out of every engine as went in (ADR 0004): golden vectors, and anything that may be typed."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.port import Query, Sort
from search.understanding.normal import clean
from search.understanding.syllables import folded
from tests.contract.search.library import LIBRARY, STAFF_OF_A, A, B, work
from tests.unit.search.vectors import VECTORS

QUIET = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WORDS = sorted(
    {word for put in LIBRARY for text in (put.resource.title, *(p.body for p in put.passages)) for word in text.split()}
)


def test_golden_vectors_are_found_by_every_folded_word(engine):
    texts = [text for text, _, _ in VECTORS]
    engine.apply([work(300 + n, text) for n, text in enumerate(texts)])
    engine.apply([work(400 + n, "Đoạn", passages=[("1", "", text)]) for n, text in enumerate(texts)])
    words = {word for _, plain, _ in VECTORS for word in plain.split()}
    known = engine.known_terms(words, A)
    assert set(known) == words
    assert min(known.values()) >= 2
    for n, text in enumerate(texts):
        hits = [hit.id for hit in engine.search(Query(text, A, literal=True)).hits]
        assert f"0000-{300 + n:04d}" in hits[:1], text
        assert f"0000-{400 + n:04d}" in hits, text


def test_a_document_with_separate_marks_is_the_same_document(engine):
    title, body = (unicodedata.normalize("NFD", text) for text in ("Thuyền giấy", "Thả thuyền xuống rãnh nước."))
    engine.apply([work(310, title, passages=[("1", "", body)])])
    answer = engine.search(Query("ranh nuoc thuyen", A))
    assert answer.hits[0].id == "0000-0310"
    assert ("thuyền", True) in answer.hits[0].passages[0].snippet
    assert engine.suggest("thuyền gi", A)[0].resource_id == "0000-0310"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cây đa thuốc quý bật rễ bay lên trời", True),
        ("cây đa thuốc quý bật gốc bay lên núi", True),  # two of nine are missing
        ("cây đa thuốc đắng chìm sâu dưới biển khơi", False),
    ],
)
def test_most_words_of_a_long_query_must_stand_in_one_place(ask, query, found):
    answer = ask(query, literal=True)
    assert (answer.understood.rung == "literal") is found
    if found:
        assert [hit.id for hit in answer.hits] == ["0000-0002"]
        assert answer.hits[0].passages[0].passage.order == 0


@QUIET
@given(
    words=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=12),
    tokens=st.sampled_from([A, B, STAFF_OF_A, frozenset({"public"})]),
    sort=st.sampled_from(Sort),
    types=st.sampled_from([(), ("ebook",), ("lecture", "audiobook")]),
)
def test_whatever_is_asked_the_answer_adds_up_and_shows_nothing_hidden(library, words, tokens, sort, types):
    chosen = {"type": types} if types else {}
    whole = library.search(Query(" ".join(words), tokens, filters=chosen, sort=sort, limit=50))
    visible = {put.id: put for put in LIBRARY if tokens & set(put.resource.visible_to)}
    ids = [hit.id for hit in whole.hits]
    assert len(ids) == len(set(ids)) == whole.total
    assert set(ids) <= set(visible)
    assert all(not types or visible[each].resource.facets["type"][0] in types for each in ids)
    by_type = {value.value: value.count for value in whole.facets.get("type", ())}
    assert sum(by_type.get(kind, 0) for kind in types or by_type) == whole.total
    parts = [
        library.search(Query(" ".join(words), tokens, chosen, sort, offset, 3)) for offset in range(0, len(ids), 3)
    ]
    assert [hit.id for part in parts for hit in part.hits] == ids


@QUIET
@given(typed=st.one_of(st.text(max_size=20), st.sampled_from(WORDS)), tokens=st.sampled_from([A, B, STAFF_OF_A]))
def test_whatever_is_half_typed_suggestions_hold_it_and_are_visible(library, typed, tokens):
    visible = [put.resource for put in LIBRARY if tokens & set(put.resource.visible_to)]
    names = {name for each in visible for name in (each.title, *each.contributors, *each.subjects)}
    found = library.suggest(typed, tokens)
    assert len(found) <= 8
    for suggestion in found:
        assert suggestion.text in names
        assert all(any(held.startswith(word) for held in folded(suggestion.text)) for word in folded(clean(typed))[:12])
