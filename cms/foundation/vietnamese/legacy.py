"""Text typed in fonts from before Unicode: TCVN3 (ABC) and VNI, recognised and converted.

Such a PDF looks right on paper, but its letters are other letters: "Tr­êng §¹i häc" for "Trường Đại học". Tables:
TCVN 5712:1993 (VN3) and the VNI-Windows layout. A conversion is believed only when its words are Vietnamese syllables.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from cms.foundation.normal_form import nfc
from cms.foundation.vietnamese.syllables import is_vietnamese_syllable

_UNICODE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_FROM_TCVN3 = str.maketrans(dict(zip(_TCVN3, _UNICODE, strict=True)) | {"μ": "à", "∙": "ã"})

_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_PAIRS: dict[str, str] = {}
for _base in "aeouy":
    _VNI_PAIRS |= {_base + sign: _base + tone for sign, tone in _TONES.items()}
for _base in "ôö":
    _VNI_PAIRS |= {_base + sign: {"ô": "ơ", "ö": "ư"}[_base] + tone for sign, tone in _TONES.items()}
_VNI_PAIRS |= {f"{base}â": f"{base}\u0302" for base in "aeo"} | {"aê": "ă"}
for _base in "aeo":
    _VNI_PAIRS |= {f"{_base}{s}": f"{_base}\u0302{t}" for s, t in zip("àáåãä", _TONES.values(), strict=True)}
_VNI_PAIRS |= {f"a{s}": f"ă{t}" for s, t in zip("èéúüë", _TONES.values(), strict=True)}
_VNI_PAIRS |= {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIRS |= {key.upper(): value.upper() for key, value in _VNI_PAIRS.items()} | {
    key[0].upper() + key[1:]: value[0].upper() + value[1:] for key, value in _VNI_PAIRS.items() if len(key) > 1
}
_VNI = re.compile("|".join(sorted(map(re.escape, _VNI_PAIRS), key=len, reverse=True)))

TOKEN = re.compile(r"[^\s.,;:!?()\[\]{}\"“”‘’'/0-9]+")
_HYPHEN = re.compile(r"-")
_MIN_TOKENS = 12
_STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd]")


class Encoding(StrEnum):
    """How letters were coded."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    UNKNOWN = "unknown"  # not Unicode, and no table of ours makes Vietnamese of it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text was found to be; `share` of its marked words that are Vietnamese as read so (0 to 1)."""

    encoding: Encoding
    share: float


def from_tcvn3(text: str) -> str:
    """TCVN3 as Unicode (NFC). A hyphen inside a word is ư where that makes a syllable: PDF writes byte AD as one."""

    def word(found: re.Match[str]) -> str:
        converted = found[0].translate(_FROM_TCVN3)
        if "-" in converted:
            with_letter = _HYPHEN.sub("ư", converted)
            if is_vietnamese_syllable(with_letter) and not converted.isascii():
                return with_letter
            # "nh-" and "-u" hold no other mark; a word that is only hyphens stays.
            if converted.strip("-").isalpha() and is_vietnamese_syllable(with_letter) and converted.count("-") == 1:
                return with_letter
        return converted

    return TOKEN.sub(word, text)


def from_vni(text: str) -> str:
    """VNI as Unicode (NFC)."""
    return nfc(_VNI.sub(lambda found: _VNI_PAIRS[found[0]], text))


def convert(text: str, encoding: Encoding) -> str:
    """The text as Unicode; unchanged when it is Unicode or unknown."""
    if encoding is Encoding.TCVN3:
        return from_tcvn3(text)
    return from_vni(text) if encoding is Encoding.VNI else text


def judge(text: str) -> Verdict:
    """How this text's letters are coded. Languages without Vietnamese marks are UNICODE, whatever they are."""
    tokens = TOKEN.findall(text)
    marked = [token for token in tokens if not token.isascii()]
    if len(marked) < _MIN_TOKENS or len(marked) < len(tokens) * 0.2:
        return Verdict(Encoding.UNICODE, 1.0)
    as_is = _share(marked)
    if as_is >= 0.5:  # noqa: PLR2004  (half of the marked words are Vietnamese: names and quotations are the rest)
        return Verdict(Encoding.UNICODE, as_is)
    best = max(
        (Verdict(encoding, _share([convert(token, encoding) for token in marked])) for encoding in _CANDIDATES),
        key=lambda verdict: verdict.share,
    )
    if best.share >= max(0.75, as_is + 0.3):
        return best
    strange = len(_STRANGE.findall(text))
    if strange > len(text) * 0.05 or best.share >= max(0.5, as_is + 0.3):
        return Verdict(Encoding.UNKNOWN, best.share)
    return Verdict(Encoding.UNICODE, as_is)


def vietnamese_share(text: str) -> float:
    """Share of the words that are possible Vietnamese syllables (0 to 1); 0 without words."""
    return _share(TOKEN.findall(text))


def is_vietnamese(text: str) -> bool:
    """Whether a text of some length is Vietnamese: many marked words, nearly all of them syllables."""
    tokens = TOKEN.findall(text)
    marked = [token for token in tokens if not token.isascii()]
    enough = len(marked) >= _MIN_TOKENS and len(marked) >= len(tokens) * 0.3
    return enough and _share(marked) >= 0.8  # noqa: PLR2004  (names and quotations are the rest)


_CANDIDATES = (Encoding.TCVN3, Encoding.VNI)


def _share(words: list[str]) -> float:
    return sum(map(is_vietnamese_syllable, words)) / len(words) if words else 0.0
