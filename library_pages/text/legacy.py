"""Text typed in TCVN3 or VNI fonts, found by its letters and turned into Unicode (search.md 9).

PDFs of the 1990s and 2000s carry Vietnamese in fonts that draw their own shapes over Latin-1 code points. The text layer
then reads “tiÕng ViÖt”. Both alphabets were read off the published code tables TCVN 5712:1993 and VNI-Windows.
"""

import re
from typing import Literal

from cms.foundation.text import nfc

LegacyFont = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_SINGLE = {
    "ñ": "đ",
    "Ñ": "Đ",
    "ö": "ư",
    "Ö": "Ư",
    "ô": "ơ",
    "Ô": "Ơ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
_TCVN3_SIGNS = re.compile(r"[®¸¶·¹¨©ªÕÖ×Ýß«¬­§]|[Õ-Ý](?=[a-z])")
_VNI_SIGNS = re.compile(
    r"[aeouyAEOUYöôÖÔ][øùûõïâàáåãäêèéúüë](?![a-z]*[ăâêôơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ])|ñ"
)
_UNICODE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_SHARE = 0.02  # of all letters; single foreign words have fewer


def recognise(text: str) -> LegacyFont | None:
    """Which old font a text was typed in; None for proper Unicode and for other languages."""
    letters = sum(char.isalpha() for char in text)
    if letters < 40 or len(_UNICODE.findall(text)) > letters * _SHARE:  # noqa: PLR2004  (too short to tell)
        return None
    tcvn3, vni = len(_TCVN3_SIGNS.findall(text)), len(_VNI_SIGNS.findall(text))
    if max(tcvn3, vni) < letters * _SHARE:
        return None
    return "tcvn3" if tcvn3 >= vni else "vni"


def convert(text: str, font: LegacyFont) -> str:
    """The text in Unicode, NFC."""
    if font == "tcvn3":
        return nfc("".join(_TCVN3.get(char, char) for char in text))
    out: list[str] = []
    for char in text:
        if char.lower() in _VNI_MARKS and out and out[-1].lower() in "aeoyuơư":
            out[-1] = nfc(out[-1] + _VNI_MARKS[char.lower()])
        else:
            out.append(_VNI_SINGLE.get(char, char))
    return nfc("".join(out))
