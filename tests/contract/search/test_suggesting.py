import pytest

from search.port import SuggestionKind
from tests.contract.search.library import A


def texts(library, typed, **fields):
    return [suggestion.text for suggestion in library.suggest(typed, A, **fields)]


@pytest.mark.parametrize("typed", ["chú cu", "chu cu", "Chu Cuoi c", "chú cuội cung tr"])
def test_a_half_typed_title_is_completed(library, typed):
    assert texts(library, typed)[0] == "Chú Cuội cung trăng"


def test_what_begins_so_comes_before_what_holds_it(library):
    assert texts(library, "chu")[:2] == ["Chú dế than và cánh đồng đêm", "Chú Cuội cung trăng"]
    assert texts(library, "hoa s") == ["Hòa bình và hoa sen"]


def test_people_and_subjects_are_suggested_once(library):
    found = library.suggest("le thi", A)
    assert [(each.text, each.kind, each.resource_id) for each in found] == [("Lê Thị Hạ", SuggestionKind.PERSON, "")]
    assert ("Truyện cổ tích", SuggestionKind.SUBJECT) in [(e.text, e.kind) for e in library.suggest("truyen c", A)]


def test_a_title_says_which_work_it_is(library):
    assert library.suggest("nui lu", A)[0].resource_id == "0000-0003"


@pytest.mark.parametrize("typed", ["", " ", "c", "?", "qwzz", "chu qwzz"])
def test_too_little_or_unknown_suggests_nothing(library, typed):
    assert texts(library, typed) == []


def test_the_limit_holds(library):
    assert len(texts(library, "tr", limit=1)) == 1
