import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.detectors import isbn_of, phrases_of
from search.understanding.normal import MAX_CHARACTERS, MAX_WORDS, clean
from search.understanding.reading import read


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  dế \t mèn \n", "dế mèn"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "Tiếng Việt"),
        ("d\u200bế\u00ad m\ufeffèn\u202e", "dế mèn"),
        ("“sông núi” ‘nước’ — nam", "\"sông núi\" 'nước' - nam"),
        ("Ðất ð", "Đất đ"),
        ("a\x00b\x1b", "ab"),
        ("", ""),
    ],
)
def test_text_is_cleaned(typed, line):
    assert clean(typed) == line


@given(st.text())
def test_cleaning_is_bounded_and_stable(typed):
    line = clean(typed)
    assert len(line) <= MAX_CHARACTERS
    assert clean(line) == line
    assert "\n" not in line


@given(st.text(max_size=2000))
def test_reading_never_fails_and_is_bounded(typed):
    reading = read(typed)
    assert len(reading.words) <= MAX_WORDS
    assert all(word.folded for word in reading.words)
    assert reading.grade is None or 1 <= reading.grade <= 12


@pytest.mark.parametrize(
    ("typed", "grade", "rest"),
    [
        ("toán lớp 4", 4, "toan"), ("toan lop4", 4, "toan"), ("toan L4", 4, "toan"), ("toán khối 12", 12, "toan"),
        ("lớp bốn", 4, ""), ("lớp tư vẽ", 4, "ve"), ("toasn lowps boons", 4, "toasn"), ("lớp mười hai", 12, ""),
        ("lop muoi", 10, ""), ("lop 4 va lop 5", 4, "va lop 5"), ("toán lớp 13", None, "toan lop 13"),
        ("lớp", None, "lop"), ("lớp học vui", None, "lop hoc vui"), ("l0", None, "l0"), ("lớp 0", None, "lop 0"),
    ],
)  # fmt: skip
def test_a_grade_is_taken_out_of_the_words(typed, grade, rest):
    reading = read(typed)
    assert reading.grade == grade
    assert " ".join(word.folded for word in reading.words) == rest


def test_literally_a_grade_is_only_words():
    reading = read("toán lớp 4", literal=True)
    assert reading.grade is None
    assert [word.folded for word in reading.words] == ["toan", "lop", "4"]
    assert all(word.decoded is None for word in reading.words)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9786040000019", "9786040000019"), ("978-604-00-0001-9", "9786040000019"),
        ("ISBN: 978 604 00 0001 9", "9786040000019"), ("0306406152", "9780306406157"),
        ("0-8044-2957-X", "9780804429573"),
        ("9786040000018", ""), ("0306406153", ""), ("12345", ""), ("sách 9786040000019", ""), ("", ""),
    ],
)  # fmt: skip
def test_isbn(typed, number):
    assert isbn_of(typed) == number


@given(st.integers(0, 10**9 - 1))
def test_exactly_one_check_digit_is_right(body):
    numbers = [f"978{body:09d}{digit}" for digit in range(10)]
    assert sum(1 for number in numbers if isbn_of(number) == number) == 1


def test_quoted_parts_of_two_words_are_phrases():
    assert phrases_of('"Sông núi" nước "Nam" "đế vương ở"') == (("song", "nui"), ("de", "vuong", "o"))
    assert phrases_of('"') == phrases_of('""') == phrases_of("không có") == ()


def test_marks_anywhere_make_the_whole_query_marked():
    assert read("dế men").marked
    assert not read("de men").marked
