import pytest

from cms.foundation.vietnamese import syllables
from cms.foundation.vietnamese.syllables import is_vietnamese_syllable
from library_pages.text.words.cleaning import clean, folded_spaces


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Trăm năm trong cõi người ta", 6),
        ("Vũng Tàu, 2026: 12 tàu!", 5),
        ("日本語", 3),
        ("—…–", 0),
        ("a" * 100, 3),
        ("xe-đạp", 2),
    ],
)
def test_syllables_are_words_and_signs_of_scripts_without_spaces(text, count):
    assert syllables.count(text) == count
    assert len(syllables.spans(text)) == count


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "Quyển",
        "thuở",
        "giếng",
        "ưa",
        "ở",
        "khuya",
        "yêu",
        "ngoằn",
        "Đảo",
        "gìn",
        "quý",
        "oằn",
        "ĐIỆN",
        "xuyên",
    ],
)
def test_syllables_of_vietnamese_are_known(word):
    assert is_vietnamese_syllable(word)


@pytest.mark.parametrize("word", ["street", "häc", "·u", "übung", "naïve", "bbb", "straße", "ñöôøng", "ngheo1"])
def test_other_words_are_not(word):
    assert not is_vietnamese_syllable(word)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("Đa\u0309o  gia\u0302\u0301u\n vàng ", "Đảo giấu vàng"),
        ("vầng tră\u00adng", "vầng trăng"),
        ("a\u200bb\ufeff\u202ec", "abc"),
        ("ði ðâu Ðó", "đi đâu Đó"),
        ("Það ðeir", "Það ðeir"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_stored_text_has_one_form(raw, stored):
    assert clean(raw) == stored


def test_quotes_keep_what_the_page_shows():
    assert folded_spaces(" vầng \n tră\u00adng ") == "vầng tră\u00adng"
