import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.rimes import folded_syllables, is_syllable
from search.understanding.syllables import bigrams, exact, exact_key, fold_word, folded, folded_key, has_marks, spans
from tests.unit.search.vectors import VECTORS

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.mark.parametrize(("text", "plain", "keys"), VECTORS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_golden_vectors(text, plain, keys, form):
    written = unicodedata.normalize(form, text)
    assert folded(written) == plain.split()
    assert exact(written) == keys.split()
    assert folded_key(written) == plain


def test_every_letter_of_the_alphabet_folds_to_ascii():
    for letter in LETTERS + LETTERS.upper():
        assert fold_word(letter) in set("aeiouyd"), letter


def test_the_same_syllable_has_one_key_wherever_its_tone_mark_stands():
    for one, other in [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("lúy", "luý")]:
        assert exact_key(one) == exact_key(other)


def test_keys_tell_all_tones_and_qualities_apart():
    forms = ["ma", "má", "mà", "mả", "mã", "mạ", "mă", "mắ", "mâ", "mấ", "mầ"]
    assert len({exact_key(form) for form in forms}) == len(forms)


@given(st.text(max_size=80))
def test_folding_is_stable_and_leaves_words_that_no_index_splits(text):
    words = folded(text)
    assert all(not char.isspace() and char not in "_\"'*:()" for word in words for char in word)
    # A letter may fold to nothing or to two; folding the result again changes nothing more.
    assert folded(" ".join(words)) == [again for word in words if (again := fold_word(word))]


@given(st.text(alphabet=LETTERS + "bchgklmnpqrstvx ", max_size=60))
def test_vietnamese_folds_to_lower_ascii_whatever_its_normal_form_and_case(text):
    words = folded(text)
    assert all(word.isascii() and word == word.lower() for word in words)
    assert words == folded(unicodedata.normalize("NFD", text)) == folded(text.upper())
    assert len(words) == len(text.split()) == len(exact(text))


@given(st.text(max_size=80))
def test_spans_point_to_the_words(text):
    text = unicodedata.normalize("NFC", text)
    assert all(text[start:end] == word for start, end, word in spans(text))


def test_marks_are_noticed():
    assert has_marks("đi")
    assert has_marks("học")
    assert not has_marks("hoc dai hoc 12")


def test_bigrams_cannot_be_words():
    assert bigrams(["a", "b", "c"]) == ["a_b", "b_c"]
    assert bigrams(["a"]) == bigrams([]) == []
    assert folded("a_b") == ["a", "b"]


@pytest.mark.parametrize(
    ("letters", "tone"),
    [
        ("nghiêng", ""),
        ("khuyu", ""),
        ("quyên", "2"),
        ("giêng", ""),
        ("gi", "2"),
        ("oăt", "1"),
        ("yêu", ""),
        ("uôc", "5"),
        ("quôc", "1"),
        ("quyêt", "1"),
    ],
)
def test_possible_syllables(letters, tone):
    assert is_syllable(letters, tone)


@pytest.mark.parametrize(
    ("letters", "tone"),
    [("ce", ""), ("nge", ""), ("hoc", "2"), ("cach", "3"), ("wa", ""), ("strong", "")],
)
def test_impossible_syllables(letters, tone):
    assert not is_syllable(letters, tone)


def test_the_list_of_syllables_is_of_the_right_size():
    assert 1_500 < len(folded_syllables()) < 3_000
