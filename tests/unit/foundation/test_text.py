import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.foundation.text import fold, nfc, slugify, sort_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
ALL = LETTERS + LETTERS.upper()


def test_every_vietnamese_letter_folds_to_plain_ascii():
    assert len(set(ALL)) == 146
    assert set(fold(ALL)) == set("aeiouyd")


@pytest.mark.parametrize("letter", list(ALL))
def test_folding_does_not_depend_on_the_normal_form(letter):
    assert fold(unicodedata.normalize("NFD", letter)) == fold(letter)


def test_the_icelandic_eth_folds_like_the_letter_it_is_mistaken_for():
    assert fold("Ðất nước") == "dat nuoc"


@given(st.text())
def test_folding_twice_changes_nothing(value):
    assert fold(fold(value)) == fold(value)


@given(st.text())
def test_nfc_is_stable(value):
    assert nfc(nfc(value)) == nfc(value)


def test_sorting_follows_the_vietnamese_alphabet():
    words = ["đá", "da", "dá", "ă", "an", "Ấm", "âm", "z", "ơn", "on", "ôn", "ư", "u"]
    assert sorted(words, key=sort_key) == ["an", "ă", "âm", "Ấm", "da", "dá", "đá", "on", "ôn", "ơn", "u", "ư", "z"]


def test_tones_decide_only_between_equal_words():
    assert sorted(["má", "ma", "mà", "mạ", "mã", "mả", "mai"], key=sort_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mai",
    ]


def test_a_short_title_comes_before_a_longer_one():
    assert sorted(["Tấm Cám", "Tấm"], key=sort_key) == ["Tấm", "Tấm Cám"]


def test_slugs_keep_the_letter_d_with_stroke():
    assert slugify("Điện Biên Phủ") == "dien-bien-phu"
