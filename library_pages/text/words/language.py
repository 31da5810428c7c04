"""In which language a book is: what it says of itself, else what its script tells."""

import re
from typing import Final

from cms.foundation.vietnamese import legacy

UNKNOWN: Final = "und"  # ISO 639-2: undetermined
_FEW_LETTERS: Final = 200  # below this a text proves nothing
_SAMPLE: Final = 50_000
_MOST: Final = 0.5
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_NO_LANGUAGE: Final = {"und", "zxx", "mis", "xx", "xxx"}


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.strip().rsplit(" ", 1) for pair in table.split(","))


# ISO 639-2, both its codes where there are two, and names that people write, to ISO 639-1.
_CODES: Final = _pairs(
    """
    ara ar, ces cs, cze cs, chi zh, zho zh, deu de, ger de, dut nl, nld nl, ell el, gre el, eng en, fas fa, per fa,
    fra fr, fre fr, heb he, iw he, hin hi, ind id, in id, ita it, jpn ja, jp ja, khm km, kor ko, kr ko, lao lo,
    lat la, may ms, msa ms, pol pl, por pt, rus ru, san sa, spa es, swe sv, tha th, tur tr, ukr uk, vie vi, vn vi
    """
)
_NAMES: Final = _pairs(
    """
    vietnamese vi, tiếng việt vi, tieng viet vi, việt vi, viet vi, english en, tiếng anh en, french fr, tiếng pháp fr,
    chinese zh, tiếng trung zh, russian ru, tiếng nga ru, japanese ja, tiếng nhật ja, german de, tiếng đức de
    """
)
# Scripts that nearly always mean one language; of the others (Devanagari, Latin) nothing is concluded.
_SCRIPTS: Final = {
    "ja": re.compile("[\u3040-\u30ff]"),  # before Chinese: Japanese has both
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "lo": re.compile("[\u0e80-\u0eff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
_SOME_KANA: Final = 0.05


def language_of(said: str, text: str) -> str:
    """A language tag (BCP 47) for a book that says `said` of itself; `und` when nothing tells, "" without any text.

    Its first part is of two letters wherever ISO 639-1 has such a code.
    """
    return _said(said) or _by_script(text[:_SAMPLE])


def _said(said: str) -> str:
    words = " ".join(said.split())
    if words.lower() in _NAMES:
        return _NAMES[words.lower()]
    tag = _TAG.fullmatch(words)
    language = tag[1].lower() if tag else ""
    if tag is None or language in _NO_LANGUAGE:
        return ""
    return (_CODES.get(language, language) + words[len(language) :]).replace("_", "-")[:35]


def _by_script(text: str) -> str:
    letters = sum(map(str.isalpha, text))
    if letters < _FEW_LETTERS:
        return ""
    if legacy.is_vietnamese(text):
        return "vi"
    for language, script in _SCRIPTS.items():
        enough = _SOME_KANA if language == "ja" else _MOST
        if len(script.findall(text)) > enough * letters:
            return language
    return UNKNOWN
