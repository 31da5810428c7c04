from search.understanding.marked_forms import marked_form
from search.understanding.plan import literal_plan, repaired_plan, similar_plan
from search.understanding.reading import read

TEXTS = [("Chú Cuội cung trăng", 10), ("chú cuối cùng trang cuối", 1), ("núi lửa phun trào", 1), ("nuôi lừa", 1)]


def shown(query, texts=TEXTS):
    return marked_form(literal_plan(read(query)), texts)


def test_the_longest_run_that_a_text_has_decides():
    assert shown("chu cuoi cung trang") == "Chú Cuội cung trăng"
    assert shown("nui lua") == "núi lửa"


def test_what_is_right_already_is_not_said():
    assert shown("núi lửa") == ""
    assert shown("Núi Lửa") == ""


def test_words_that_no_text_has_stay_as_typed():
    assert shown("nui xyz") == "núi xyz"
    assert shown("abc", []) == ""


def test_keystrokes_and_replaced_words_are_shown_as_the_library_writes_them():
    plan, _ = repaired_plan(read("nuis luwar"), {"nui": 1, "lua": 1})
    assert marked_form(plan, TEXTS) == "núi lửa"
    plan, unknown = repaired_plan(read("nui lyua"), {"nui": 1})
    assert marked_form(similar_plan(plan, unknown, {"lua": 1}), TEXTS) == "núi lửa"
