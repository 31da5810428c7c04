"""Letters that nobody names the encoding of."""

import time

import pytest

from cms.foundation.vietnamese.repair import Letters, letters_of, read_letters, repaired
from cms.foundation.vietnamese.syllables import _is_syllable, is_vietnamese_syllable
from tests.factories.letters import STORED, tcvn3, windows_1258

TEXTS = ["Chú Cuội ngồi gốc cây đa", "Nguyễn Huệ", "Kể chuyện đêm khuya", "Trường Tiểu học Hòa Bình"]
FOREIGN = [
    "Café",
    "Où est la bibliothèque",
    "Der Fluß für Mädchen",
    "Hän on mies",
    "São Paulo é a maior",
    "Été",
    "Español niño mañana",
    "Bjørk Guðmundsdóttir",
    "Encyclopédie française",
    "Größe",
    "naïve façade",
]


@pytest.mark.parametrize("stored", list(STORED))
def test_vietnamese_is_read_whatever_it_was_stored_in(stored):
    texts, letters = read_letters([STORED[stored](text) for text in TEXTS])
    assert texts == TEXTS
    assert (letters is Letters.UTF_8) == (stored == "UTF-8")


@pytest.mark.parametrize("stored", list(STORED))
@pytest.mark.parametrize("text", TEXTS)
def test_one_title_alone_says_enough(text, stored):
    assert read_letters([STORED[stored](text)])[0] == [text]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_keep_their_letters(text, encoding):
    assert read_letters([text.encode(encoding)])[0] == [text]


def test_a_name_that_says_little_follows_the_title_beside_it():
    values = [tcvn3("Chú Cuội ngồi gốc cây đa"), tcvn3("Hà"), "Đà Nẵng".encode(), b"MP3 2004"]
    assert read_letters(values) == (["Chú Cuội ngồi gốc cây đa", "Hà", "Đà Nẵng", "MP3 2004"], Letters.TCVN3)


def test_a_field_that_is_cut_inside_a_letter_loses_that_letter():
    assert read_letters(["Mở đầu ồ".encode()[:-1]]) == (["Mở đầu "], Letters.UTF_8)


def test_control_characters_and_bytes_without_a_letter_are_left_out():
    assert read_letters([b"A\x00B\x1b"])[0] == ["AB"]
    assert read_letters([b"caf\xe9 \x81\x8d"])[0] == ["café "]


def test_a_sound_text_with_letters_of_an_old_font_is_set_right():
    typed = tcvn3("Chú Cuội ngồi gốc cây đa").decode("latin-1")
    assert repaired(typed) == ("Chú Cuội ngồi gốc cây đa", Letters.TCVN3)
    assert repaired("Chú Cuội") == ("Chú Cuội", Letters.UTF_8)


@pytest.mark.parametrize("piece", ["\xe9", "a\xe9", "\xe9 ", "-\xad", "\xad\xe9", "\xc3\xa1", "u\xf8"])
def test_the_cost_of_judging_grows_with_the_length(piece):
    def cost(size):
        data = (piece * (size // len(piece))).encode("latin-1")
        begun = time.process_time()
        read_letters([data])
        return time.process_time() - begun

    cost(1000)
    small, large = cost(100_000), cost(400_000)
    assert large < 12 * max(small, 0.01)


def test_a_word_without_end_is_not_remembered():
    _is_syllable.cache_clear()
    assert not is_vietnamese_syllable("a" * 1_000_000)
    assert _is_syllable.cache_info().currsize == 0


def test_windows_1258_is_told_from_latin_1():
    assert letters_of(windows_1258("Tiếng Việt đó")) is Letters.WINDOWS_1258
    assert letters_of("Là où".encode("latin-1")) is Letters.LATIN_1
