import unicodedata

import pytest

from cms.foundation.vietnamese import legacy
from cms.foundation.vietnamese.legacy import Encoding, convert, from_tcvn3, from_vni, judge
from tests.factories.texts import prose

# Written down by hand from the two code tables, so that our own tables do not test themselves.
TCVN3 = [
    ("Tr\u00adêng §¹i häc", "Trường Đại học"),
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("tæ quèc", "tổ quốc"),
    ("quyÓn s¸ch cò", "quyển sách cũ"),
]
VNI = [
    ("Tröôøng Ñaïi hoïc", "Trường Đại học"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("quyeån saùch cuõ", "quyển sách cũ"),
    ("naêm thaùng", "năm tháng"),
]
OLD_PAGE = " ".join(old for old, _new in TCVN3) * 3
VNI_PAGE = " ".join(old for old, _new in VNI) * 3


@pytest.mark.parametrize(("old", "new"), TCVN3)
def test_tcvn3_becomes_unicode(old, new):
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(("old", "new"), VNI)
def test_vni_becomes_unicode(old, new):
    assert from_vni(old) == new
    assert unicodedata.is_normalized("NFC", from_vni(old))


def test_a_hyphen_that_stands_for_a_letter_is_told_from_a_hyphen():
    assert from_tcvn3("Tr-êng s- ph¹m") == "Trường sư phạm"
    assert from_tcvn3("Hµ Néi - HuÕ") == "Hà Nội - Huế"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (OLD_PAGE, Encoding.TCVN3),
        (VNI_PAGE, Encoding.VNI),
        (prose(200), Encoding.UNICODE),
        ("The quick brown fox jumps over the lazy dog. " * 20, Encoding.UNICODE),
        ("Où êtes-vous allés cet été, chère élève? Après l'école, à la forêt. " * 10, Encoding.UNICODE),
        ("Über Öfen und Äpfel größerer Bäume schön geschätzt. " * 10, Encoding.UNICODE),
        ("", Encoding.UNICODE),
        ("Tr\u00adêng", Encoding.UNICODE),  # too little to judge by
    ],
)
def test_the_coding_of_a_page_is_recognised(text, encoding):
    assert judge(text).encoding is encoding


def test_letters_without_meaning_are_called_unknown():
    assert judge("\ue001\ue002\ue003 \ue004\ue005 " * 60).encoding is Encoding.UNKNOWN


def test_unicode_and_unknown_text_is_left_alone():
    for encoding in (Encoding.UNICODE, Encoding.UNKNOWN):
        assert convert(OLD_PAGE, encoding) == OLD_PAGE


def test_a_converted_page_is_vietnamese():
    assert legacy.is_vietnamese(convert(OLD_PAGE, Encoding.TCVN3))
    assert legacy.is_vietnamese(convert(VNI_PAGE, Encoding.VNI))
    assert not legacy.is_vietnamese("Hello world, this is a page. " * 20)


def test_the_share_of_vietnamese_words():
    assert legacy.vietnamese_share("") == 0
    assert legacy.vietnamese_share(prose(100)) == 1
    assert 0 < legacy.vietnamese_share("trăng street") < 1
