import pytest

from library_pages.text.words.language import language_of
from library_pages.text.words.people import is_somebody
from tests.factories.texts import prose

ARABIC, HEBREW, SANSKRIT = (
    "كان يا ما كان في قديم الزمان " * 20,
    "בראשית ברא אלהים את השמים " * 20,
    "धर्मक्षेत्रे कुरुक्षेत्रे " * 20,
)
ENGLISH = "Call me Ishmael. Some years ago, never mind how long precisely. " * 10


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("vi", "vi"),
        ("vie", "vi"),
        ("VI-VN", "vi-VN"),
        ("vi_VN", "vi-VN"),
        ("Vietnamese", "vi"),
        ("Tiếng Việt", "vi"),
        ("eng", "en"),
        ("en-US", "en-US"),
        ("ar", "ar"),
        ("san", "sa"),
        ("heb", "he"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("grc", "grc"),
    ],
)
def test_the_language_that_a_book_says_counts_in_its_short_form(said, language):
    assert language_of(said, ARABIC) == language


@pytest.mark.parametrize("said", ["", "und", "xx", "zxx", "-", "en_US; ltr", "không rõ", "x" * 40])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (prose(300), "vi"),
        (ARABIC, "ar"),
        (HEBREW, "he"),
        (SANSKRIT, "und"),
        (ENGLISH, "und"),
        ("Жили-были старик со старухой у самого синего моря. " * 10, "ru"),
        ("กาลครั้งหนึ่งนานมาแล้ว " * 20, "th"),
        ("昔々あるところにおじいさんとおばあさんが住んでいました。" * 10, "ja"),
        ("从前有一个人住在山里面他每天都去打柴" * 15, "zh"),
        ("옛날 옛적에 호랑이가 담배 피우던 시절에 " * 20, "ko"),
        ("កាលពីព្រេងនាយ " * 30, "km"),
        ("", ""),
        ("Quả thị thơm", ""),
    ],
)
def test_without_one_the_script_tells_or_nothing_does(said, text, language):
    assert language_of(said, text) == language


@pytest.mark.parametrize(
    "name",
    """Anonymous|ANONYMOUS|unknown|[Unknown]|Khuyết danh|KHUYẾT DANH|khuyết danh.|Vô danh|Admin|Nhiều tác giả|N/A
Không rõ tác giả|-|???|| |Various Authors|Khuye\u0302\u0301t danh""".replace("\n", "|").split("|"),
)
def test_a_word_that_means_nobody_is_no_author(name):
    assert not is_somebody(name)


@pytest.mark.parametrize(
    "name", ["Tô Hoài", "Nguyễn Vô Danh Sĩ", "Đỗ An Danh", "Homer", "Anonymous Collective Hà Nội", "U"]
)
def test_a_name_that_only_looks_like_one_is_kept(name):
    assert is_somebody(name)
