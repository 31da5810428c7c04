from hypothesis import given
from hypothesis import strategies as st

from search.understanding.neighbours import neighbours
from search.understanding.plan import (
    Rung,
    fewer_plans,
    literal_plan,
    needed_of,
    repaired_plan,
    similar_candidates,
    similar_plan,
    words_to_check,
)
from search.understanding.reading import read
from search.understanding.rimes import folded_syllables, sound_key


def known(*words):
    return dict.fromkeys(words, 1)


def forms(plan):
    return [term.forms for term in plan.terms]


def test_how_many_words_are_needed():
    assert [needed_of(count) for count in range(9)] == [0, 1, 2, 2, 3, 4, 5, 5, 6]


@given(st.integers(6, 64))
def test_of_many_words_a_pair_always_remains(count):
    """The database engine looks for pairs: at most so many words may be missing that one disjoint pair is whole."""
    assert count - needed_of(count) < count // 2


def test_known_words_stay_as_they_were_typed():
    plan, unknown = repaired_plan(read("the last war of robots"), known("the", "last", "war", "of", "robots"))
    assert forms(plan) == [("the",), ("last",), ("war",), ("of",), ("robots",)]
    assert (plan.rung, unknown) == (Rung.LITERAL, ())


def test_unknown_words_are_read_as_keystrokes():
    plan, unknown = repaired_plan(read("tieesng vieejt"), known("tieng", "viet"))
    assert forms(plan) == [("tieng",), ("viet",)]
    assert [term.exact for term in plan.terms] == ["tiêng1", "viêt5"]
    assert (plan.rung, unknown) == (Rung.KEYSTROKES, ())


def test_digits_inside_a_word_are_read_as_vni_and_the_literal_word_counts_too():
    plan, _ = repaired_plan(read("co2"), known("co", "co2"))
    assert forms(plan) == [("co", "co2")]


def test_what_stays_unknown_is_said():
    plan, unknown = repaired_plan(read("truyện qwzzvk"), known("truyen"))
    assert unknown == ("qwzzvk",)
    assert plan.terms[1].form == "qwzzvk"


def test_both_readings_are_checked():
    assert words_to_check(read("chuf mèo")) == ("chuf", "meo", "chu")


def test_unknown_words_are_replaced_by_the_most_frequent_neighbours():
    plan, unknown = repaired_plan(read("chuyen co tich"), known("co", "tich"))
    similar = similar_plan(plan, unknown, {"truyen": 9, "chuyn": 1})
    assert similar.terms[0].forms[0] == "truyen"
    assert similar.rung is Rung.SIMILAR
    assert not similar.dropped


def test_words_without_neighbours_are_dropped_and_named():
    plan, unknown = repaired_plan(read("truyện Xqwzzvk"), known("truyen"))
    similar = similar_plan(plan, unknown, {})
    assert forms(similar) == [("truyen",)]
    assert (similar.dropped, similar.rung, similar.needed) == (("Xqwzzvk",), Rung.FEWER, 1)


def test_candidates_are_bounded():
    assert len(similar_candidates(("strengthen", "xylophone"), 50)) == 50


def test_the_way_down_first_loses_the_quotes_then_the_number():
    plan = literal_plan(read('"cung trăng" đêm rằm'))
    down = list(fewer_plans(plan))
    assert [(step.phrases, step.needed, step.rung) for step in down] == [((), 3, Rung.FEWER), ((), 1, Rung.FEWER)]
    assert list(fewer_plans(literal_plan(read("trăng")))) == []


def test_pairs_are_of_neighbours():
    assert literal_plan(read("một hai ba")).pairs == ("mot_hai", "hai_ba")


def test_sounds_that_are_mixed_up_are_one():
    for one, other in [
        ("tranh", "chanh"),
        ("sinh", "xinh"),
        ("dang", "giang"),
        ("nan", "lang"),
        ("cac", "cat"),
        ("hay", "hai"),
    ]:
        assert sound_key(one) == sound_key(other), (one, other)
    assert sound_key("ban") != sound_key("van")


def test_neighbours_sound_alike_or_are_one_edit_away():
    assert "truyen" in neighbours("chuyen")
    assert "cuoi" in neighbours("cuoy")
    assert neighbours("ab") == neighbours("x" * 30) == neighbours("co2") == neighbours("đường") == ()


@given(st.sampled_from(sorted(folded_syllables())))
def test_neighbours_are_real_syllables_and_never_the_word(word):
    found = neighbours(word)
    assert word not in found
    assert len(set(found)) == len(found)
    assert len(word) < 3 or set(found) <= folded_syllables()
