import unicodedata

import pytest

from search.port import Sort
from search.understanding.plan import Rung
from tests.contract.search.library import A, work


@pytest.mark.parametrize(
    ("typed", "rung"),
    [
        ("Chú Cuội cung trăng", Rung.LITERAL),
        ("chu cuoi cung trang", Rung.LITERAL),
        ("CHU CUOI", Rung.LITERAL),
        ("chú cuoi cung trang", Rung.LITERAL),
        (unicodedata.normalize("NFD", "Chú Cuội cung trăng"), Rung.LITERAL),
        ("chus cuooji cung trawng", Rung.KEYSTROKES),
        ("chu1 cuo65i cung tra8ng", Rung.KEYSTROKES),
        ("chu cuooji cung trang", Rung.KEYSTROKES),
        ("chu cuoy cung trang", Rung.SIMILAR),
        ("cung\u200b   trăng!", Rung.LITERAL),
    ],
)
def test_a_title_is_found_first_however_it_is_typed(ask, typed, rung):
    answer = ask(typed)
    assert answer.hits[0].id == "0000-0002"
    assert answer.understood.rung is rung


@pytest.mark.parametrize("typed", ["hòa bình", "hoà bình", "hoa binh", "hoaf binhf"])
def test_the_place_of_a_tone_mark_does_not_matter(titles, typed):
    assert titles(typed)[0] == "Hòa bình và hoa sen"


@pytest.mark.parametrize("typed", ["Lí Thị Thủy", "lý thị thuỷ", "ly thi thuy", "quí trọng"])
def test_i_and_y_are_one(titles, typed):
    assert titles(typed)[0] == "Quý trọng thời gian"


def test_what_was_understood_is_shown_with_marks(ask):
    assert ask("chu cuoi cung trang").understood.marked == "Chú Cuội cung trăng"
    assert ask("nuis luwar").understood.marked == "núi lửa"
    assert ask("Chú Cuội cung trăng").understood.marked == ""


def test_a_person_is_found_in_any_order_of_the_name(titles):
    assert set(titles("ha le thi")) == {"Chú dế than và cánh đồng đêm", "Chim sơn ca"}


def test_words_inside_a_text_lead_to_the_passage(ask):
    answer = ask("re cay bay len")
    assert answer.hits[0].id == "0000-0002"
    place = answer.hits[0].passages[0]
    assert (place.passage.label, place.passage.locator["href"]) == ("Trang 3", "c0.xhtml")
    assert "rễ" in "".join(part for part, on in place.snippet if on)


def test_a_snippet_is_the_original_text_with_the_words_marked(ask):
    place = ask("rac bac").hits[0].passages[0]
    assert place.passage.heading == "Đêm trăng"
    assert ("rắc bạc", True) in place.snippet
    assert "".join(part for part, _ in place.snippet).startswith("Trăng lên. Cả cánh đồng")


def test_no_more_than_three_passages_and_the_best_first(ask):
    hit = ask("chú dế").hits[0]
    assert 1 <= len(hit.passages) <= 3
    assert hit.passages[0].passage.label in {"Chương 1", "Chương 2"}


def test_a_marked_query_prefers_what_is_spelt_so(titles):
    assert titles("sáo trên trời") == ["Sao trên trời"]
    assert titles("hoa")[0] == "Hòa bình và hoa sen"


def test_an_exact_title_comes_before_a_longer_and_more_popular_one(engine, titles):
    engine.apply([work(50, "Toán"), work(51, "Toán là vui", popularity=2.0)])
    assert titles("toan")[0] == "Toán"


def test_a_grade_is_preferred_and_does_not_filter(ask, titles):
    for typed in ("toán lớp 4", "toan lop4", "toan L4", "toán khối 4", "toan lop bon", "toasn lowps boons"):
        found = titles(typed)
        assert found[:1] == ["Toán vui"], typed
        assert "Toán nâng cao" in found
        assert ask(typed).understood.grade == 4


def test_a_grade_alone_lists_what_is_for_it(ask):
    assert {hit.id for hit in ask("lớp 2").hits} == {"0000-0012", "0000-0013"}


def test_an_isbn_finds_its_book_and_nothing_else(ask):
    for typed in ("9786040000019", "978-604-00-0001-9", "ISBN 978 604 00 0001 9"):
        answer = ask(typed)
        assert [hit.id for hit in answer.hits] == ["0000-0001"], typed
        assert answer.understood.isbn == "9786040000019"


def test_quoted_words_must_stand_side_by_side(titles):
    assert titles('"cung trăng"') == ["Chú Cuội cung trăng"]
    assert titles('"trăng cung"') == titles("trang cung")


@pytest.mark.parametrize("typed", ["the last war", "last war of robots", "of war"])
def test_english_words_that_look_like_keystrokes_stay(ask, typed):
    answer = ask(typed)
    assert answer.hits[0].id == "0000-0007"
    assert answer.understood.rung is Rung.LITERAL


def test_a_literal_search_repairs_nothing(ask):
    assert ask("chus cuooji", literal=True).total == 0
    assert ask("chu cuoi cung trang", literal=True).hits[0].id == "0000-0002"


def test_a_question_finds_its_answer_though_not_all_words_occur(ask):
    answer = ask("vi sao lai co nui lua the")
    assert answer.hits[0].id == "0000-0003"


def test_words_that_stand_nowhere_together_are_found_one_by_one(ask):
    answer = ask("robots mương")
    assert answer.understood.rung is Rung.FEWER
    assert {hit.id for hit in answer.hits} == {"0000-0007", "0000-0001"}


def test_unknown_words_are_dropped_and_named(ask):
    answer = ask("cung trang qwzzvk")
    assert answer.hits[0].id == "0000-0002"
    assert answer.understood.dropped == ("qwzzvk",)


def test_nonsense_finds_nothing(ask):
    answer = ask("qwzzvk xkcdq")
    assert (answer.hits, answer.total, answer.understood.rung) == ((), 0, Rung.NOTHING)


@pytest.mark.parametrize("typed", ["", "   ", "!!!", '"', "?*[](){}^~:\\/", "AND OR NOT", "\x00", "🙂", "a" * 5000])
def test_odd_input_is_only_input(ask, typed):
    assert ask(typed).total >= 0


def test_without_words_all_that_is_visible_is_listed_by_title(titles):
    found = titles("")
    assert found == sorted(found, key=str.lower)
    assert len(found) == 10


def test_orders(titles):
    assert titles("le thi ha", sort=Sort.TITLE) == ["Chim sơn ca", "Chú dế than và cánh đồng đêm"]
    assert titles("le thi ha", sort=Sort.NEWEST) == ["Chú dế than và cánh đồng đêm", "Chim sơn ca"]


def test_pages_of_any_size_put_together_are_the_whole(engine, titles):
    engine.apply([work(100 + n, f"Vườn cây số {n}", passages=[("1", "", "vườn cây xanh")]) for n in range(130)])
    whole = [title for offset in range(0, 150, 50) for title in titles("vuon cay", offset=offset, limit=50)]
    by_sevens = [title for offset in range(0, 140, 7) for title in titles("vuon cay", offset=offset, limit=7)]
    assert len(whole) == 130 == len(set(whole))
    assert by_sevens == whole


@pytest.mark.parametrize(("limit", "shown"), [(-1, 1), (0, 1), (7, 7), (50, 50), (10_000, 50)])
def test_an_answer_shows_fifty_at_most_and_one_at_least(engine, ask, limit, shown):
    passages = [(str(n), "", f"ngọn gió {n}") for n in range(60)]
    engine.apply([work(100 + n, f"Gió số {n}", passages=passages if n == 0 else ()) for n in range(60)])
    assert len(ask("gio so", limit=limit).hits) == shown
    assert len(ask("", limit=limit).hits) == shown
    assert len(ask("ngon gio", limit=limit, resource_id="0000-0100").hits[0].passages) == shown


def test_pages_behind_the_end_are_empty(ask):
    for offset in (100, 19_999, 20_000, 10**9):
        answer = ask("", offset=offset, limit=5)
        assert (answer.hits, answer.total) == ((), 10)
    assert len(ask("", offset=-5, limit=2).hits) == 2


def test_inside_one_work(ask):
    answer = ask("chú dế", resource_id="0000-0001", sort=Sort.READING)
    assert [hit.id for hit in answer.hits] == ["0000-0001"]
    assert [place.passage.order for place in answer.hits[0].passages] == [0, 1, 2]
    assert answer.total == 3
    assert ask("dung nham", resource_id="0000-0001").total == 0
    second = ask("chú dế", resource_id="0000-0001", sort=Sort.READING, offset=1, limit=1)
    assert [place.passage.order for place in second.hits[0].passages] == [1]
    assert second.total == 3


def test_the_vocabulary(library):
    known = library.known_terms(["trang", "cuoi", "qwzzvk"], A)
    assert set(known) == {"trang", "cuoi"}
    assert all(count > 0 for count in known.values())
