import pytest

from search.port import SuggestionKind
from tests.contract.search.library import A


def texts(engine, typed, **fields):
    return [suggestion.text for suggestion in engine.suggest(typed, A, **fields)]


@pytest.mark.parametrize("typed", ["chú cu", "chu cu", "Chu Cuoi c", "chú cuội cung tr"])
def test_a_half_typed_title_is_completed(engine, typed):
    assert texts(engine, typed)[0] == "Chú Cuội cung trăng"


def test_what_begins_so_comes_before_what_holds_it(engine):
    assert texts(engine, "chu")[:2] == ["Chú dế than và cánh đồng đêm", "Chú Cuội cung trăng"]
    assert texts(engine, "hoa s") == ["Hòa bình và hoa sen"]


def test_people_and_subjects_are_suggested_once(engine):
    found = engine.suggest("le thi", A)
    assert [(each.text, each.kind, each.work_id) for each in found] == [("Lê Thị Hạ", SuggestionKind.PERSON, "")]
    assert ("Truyện cổ tích", SuggestionKind.SUBJECT) in [(e.text, e.kind) for e in engine.suggest("truyen c", A)]


def test_a_title_says_which_work_it_is(engine):
    assert engine.suggest("nui lu", A)[0].work_id == "0000-0003"


@pytest.mark.parametrize("typed", ["", " ", "c", "?", "qwzz", "chu qwzz"])
def test_too_little_or_unknown_suggests_nothing(engine, typed):
    assert texts(engine, typed) == []


def test_the_limit_holds(engine):
    assert len(texts(engine, "tr", limit=1)) == 1
