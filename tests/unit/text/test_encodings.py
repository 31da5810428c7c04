import codecs

import pytest

from library_pages.text.encodings import decode

# Labels of the Encoding Standard with a text that needs them, and Python's codec that writes it.
TEXTS = {
    "iso-8859-15": ("Café 12 €", "iso8859-15"),
    "windows-1252": ("Tiếng".replace("ế", "ê") + " – “œ”", "cp1252"),
    "latin1": ("œuvre – “a”", "cp1252"),
    "us-ascii": ("œuvre – “a”", "cp1252"),
    "windows-1258": ("ĐƯƠNG ư ơ đ ă â ê ô", "cp1258"),
    "windows-1251": ("Привет мир", "cp1251"),
    "koi8-r": ("Привет мир", "koi8-r"),
    "gb2312": ("中文书", "gb2312"),
    "gbk": ("中文書 𠀀", "gb18030"),
    "gb18030": ("中文書 𠀀", "gb18030"),
    "big5": ("中文書", "big5"),
    "shift_jis": ("日本語 ①", "cp932"),
    "x-sjis": ("日本語 髙", "cp932"),
    "euc-jp": ("日本語", "euc-jp"),
    "iso-2022-jp": ("日本語", "iso2022-jp"),
    "euc-kr": ("한국어 똠", "cp949"),
    "tis-620": ("ภาษาไทย", "cp874"),
    "iso-8859-8-i": ("עברית", "iso8859-8"),
    "windows-1256": ("العربية", "cp1256"),
    "x-mac-cyrillic": ("Привет", "mac-cyrillic"),
}
DECLARED = {
    "xml": '<?xml version="1.0" encoding="{}"?><p>{}</p>',
    "xml-single-quotes": "<?xml version='1.0' encoding = '{}' standalone='yes'?>\n<p>{}</p>",
    "xml-upper-case": '<?xml version="1.0" encoding="{}"?><p>{}</p>',
    "meta": '<html><head><meta charset="{}"/></head><body>{}</body></html>',
    "meta-http-equiv": '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"/></head>{}</html>',
}


@pytest.mark.parametrize("how", DECLARED)
@pytest.mark.parametrize("label", TEXTS)
def test_every_label_of_browsers_is_read_however_it_is_declared(label, how):
    text, codec = TEXTS[label]
    written = label.upper() if how == "xml-upper-case" else label
    found = decode(DECLARED[how].format(written, text).encode(codec))
    if how.startswith("meta") and label == "iso-2022-jp":
        assert found.is_utf8  # its bytes are plain ASCII, and XML asks no meta element
        return
    assert text in found.text
    assert (found.is_utf8, found.damaged) == (False, False)


@pytest.mark.parametrize(
    ("data", "utf8"),
    [
        ("<a>Đọc</a>".encode(), True),
        (codecs.BOM_UTF8 + "<a>Đọc</a>".encode(), True),
        (codecs.BOM_UTF8 + '<?xml version="1.0" encoding="latin1"?><a>Đọc</a>'.encode(), True),
        (codecs.BOM_UTF16_LE + "<a>Đọc</a>".encode("utf-16-le"), False),
        (codecs.BOM_UTF16_BE + "<a>Đọc</a>".encode("utf-16-be"), False),
        ("<a>Đọc</a>".encode("utf-16-be"), False),
        ("<a>Đọc</a>".encode("utf-16-le"), False),
        ('<?xml version="1.0" encoding="UTF-16"?><a>Đọc</a>'.encode(), True),
        ('<?xml version="1.0" encoding="utf8"?><a>Đọc</a>'.encode(), True),
        ('<?xml version="1.0" encoding="no-such"?><a>Đọc</a>'.encode(), False),
        ('<?xml version="1.0" encoding="utf-7"?><a>Đọc</a>'.encode(), False),
        ('<?xml version="1.0" encoding="iso-2022-kr"?><a>Đọc</a>'.encode(), False),
        ('<html><meta charset="iso-8859-1"/>Đọc</html>'.encode(), True),
    ],
)
def test_utf_8_is_told_from_what_has_to_be_written_anew(data, utf8):
    found = decode(data)
    assert "Đọc" in found.text
    assert not found.text.startswith("\ufeff")
    assert (found.is_utf8, found.damaged) == (utf8, False)


def test_a_wrong_byte_is_one_sign_and_the_rest_is_kept():
    found = decode("<p>mùa đông rất dài, chữ ".encode() + b"\xf9" + " còn lại</p>".encode())
    assert found.text == "<p>mùa đông rất dài, chữ \ufffd còn lại</p>"
    assert (found.is_utf8, found.damaged) == (False, True)


@pytest.mark.parametrize("declaration", [b"", b'<?xml version="1.0" encoding="utf-8"?>'])
def test_what_is_mostly_no_utf_8_is_read_as_windows_1252(declaration):
    found = decode(declaration + "<p>déjà vu à la fête</p>".encode("cp1252"))
    assert "déjà vu à la fête" in found.text
    assert (found.is_utf8, found.damaged) == (False, True)


def test_a_byte_without_a_letter_in_a_windows_encoding_is_a_control_character_as_in_browsers():
    found = decode(b'<?xml version="1.0" encoding="windows-1252"?><p>a\x81b</p>')
    assert "a\x81b" in found.text
    assert not found.damaged
