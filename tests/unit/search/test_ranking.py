from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.ranking import Candidate, Card, rank, starts_alike
from search.understanding.plan import literal_plan
from search.understanding.reading import read

EMPTY = Card("", "", "", (), (), (), 0, 0.0, "", "", 0)


def card(number, title, **fields):
    return replace(EMPTY, **{"id": f"w{number}", "title": title, "work": f"w{number}"} | fields)


def order(query, *cards, scores=None):
    plan = literal_plan(read(query))
    found = [Candidate(each, (scores or {}).get(each.id, 0.0)) for each in cards]
    return [candidate.card.title or candidate.card.id for candidate in rank(found, plan)]


def test_tiers_come_before_scores_and_popularity():
    cards = [
        card(1, "Vườn có chú dế và mèn mèn", popularity=2.0),
        card(2, "Mèn", contributors=("Dế Văn",)),
        card(3, "Chú dế tên mèn", popularity=1.0),
        card(4, "Dế mèn phiêu lưu"),
        card(5, "Dế Mèn"),
    ]
    scores = {"w1": 90.0, "w2": 80.0, "w3": 1.0}
    assert order("de men", *cards, scores=scores)[:2] == ["Dế Mèn", "Dế mèn phiêu lưu"]
    assert order("de men", *cards, scores=scores)[-1] == "Mèn"


def test_a_grade_comes_before_everything():
    assert order("toán lớp 4", card(1, "Toán"), card(2, "Vui học toán", grades=(4,))) == ["Vui học toán", "Toán"]


def test_marks_decide_between_homographs():
    cards = [card(1, "Sáo trúc", popularity=2.0), card(2, "Sao trúc")]
    assert order("sáo trúc", *cards) == ["Sáo trúc", "Sao trúc"]
    assert order("sao trúc", *cards) == ["Sao trúc", "Sáo trúc"]


def test_of_equals_the_popular_one_comes_first_then_the_smaller_id():
    assert order("hoa", card(3, "", popularity=0.1), card(2, ""), card(1, "")) == ["w3", "w1", "w2"]


@given(st.permutations(range(8)))
def test_the_order_does_not_depend_on_the_engines_order(numbers):
    cards = [card(number, "Hoa sen" if number % 2 else "Sen", popularity=number % 3) for number in numbers]
    plan = literal_plan(read("hoa sen"))
    found = [candidate.card.id for candidate in rank([Candidate(each, 1.0) for each in cards], plan)]
    assert found == ["w5", "w1", "w7", "w3", "w2", "w4", "w0", "w6"] == found


def test_how_well_a_text_begins():
    assert starts_alike("Chú Cuội cung trăng", ["chu", "cu"]) == 2
    assert starts_alike("Chú Cuội cung trăng", ["cung"]) == 1
    assert starts_alike("Chú Cuội cung trăng", ["rang"]) == 0
