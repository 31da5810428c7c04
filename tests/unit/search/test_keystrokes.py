import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.keystrokes import decode
from search.understanding.rimes import folded_syllables
from search.understanding.syllables import exact_key, fold_word
from tests.unit.search.typing import as_telex, as_vni

WORDS = """
    học trường tiếng việt nước được quyển nguyễn thuở khuya ngoằn nghiêng hướng giữa mười cười đất đường đẹp ăn uống
    thương yêu mẹ cha bà nội ngoại quê hương lúa chín vàng xanh biếc sông núi biển trời mưa nắng gió bão sấm chớp
    chuồn chuồn bướm ong kiến dế mèn cóc nhái thỏ rùa hổ voi khỉ cáo sói chú cuội trăng sao hỏa thủy thổ kim mộc
    loài khoẻ thuý quý kỹ lý giếng giặt gì quạt quốc quanh khuỷu tuyết luật xuân huân chuyện khuyên
""".split()


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("keys", [as_telex, as_vni])
@pytest.mark.parametrize("at_end", [True, False])
def test_what_was_typed_is_read_back(word, keys, at_end):
    typed = keys(word, at_end=at_end)
    if typed == word:
        return
    decoded = decode(typed)
    assert decoded is not None, typed
    assert decoded.folded == fold_word(word), typed
    assert decoded.exact == exact_key(word), typed


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("moiwf", "moi"), ("nuawx", "nua"), ("uasw", "ua"), ("nuwowcs", "nuoc"), ("dduowjc", "duoc"),
        ("tieesng", "tieng"), ("vieejt", "viet"), ("gias", "gia"), ("huwowngs", "huong"), ("d9uo7c5", "duoc"),
        ("VIEEJT", "viet"), ("tru7o7ng2", "truong"), ("nguye64n", "nguyen"), ("giuwax", "giua"),
        ("xofa", "xoa"), ("xoaf", "xoa"),
    ],
)  # fmt: skip
def test_marks_may_stand_anywhere_after_their_letter(typed, folded):
    decoded = decode(typed)
    assert decoded is not None
    assert decoded.folded == folded
    assert decoded.exact


def test_a_forgotten_circumflex_still_says_which_folded_syllable_is_meant():
    decoded = decode("tiengs")
    assert decoded is not None
    assert (decoded.folded, decoded.exact) == ("tieng", "")


@pytest.mark.parametrize(
    "word",
    [
        "mp3",
        "html5",
        "2020",
        "web",
        "wow",
        "js",
        "h2o",
        "war",
        "was",
        "first",
        "7up",
        "x",
        "",
        "dd",
        "strength",
        "a" * 40,
    ],
)
def test_what_is_no_keystroke_stays(word):
    assert decode(word) is None


@pytest.mark.parametrize("word", sorted(folded_syllables())[::37])
def test_bare_syllables_stay_or_mean_a_possible_syllable(word):
    decoded = decode(word)
    assert decoded is None or decoded.folded in folded_syllables()


@given(st.text(max_size=16))
def test_whatever_is_typed_gives_a_possible_syllable_or_nothing(typed):
    decoded = decode(typed)
    assert decoded is None or decoded.folded in folded_syllables()
