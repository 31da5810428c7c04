"""Text as it is stored: one normal form, no invisible characters, one space between words."""

import re

from cms.foundation.normal_form import nfc
from cms.foundation.vietnamese.syllables import is_vietnamese_syllable

_SPACES = re.compile(r"\s+")
# Soft hyphen, zero-width space, joiners, direction marks, BOM: nobody types them into a search field.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F)])
_CONTROL = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF])
_ETH = re.compile(r"\b[ðÐ]\w{1,6}\b")


def folded_spaces(text: str) -> str:
    """NFC with one space for any run of white space: the form in which quotes are compared."""
    return _SPACES.sub(" ", nfc(text)).strip()


def clean(text: str) -> str:
    """What is stored and searched: as above, without soft hyphens and invisible signs, with đ where ð was typed."""
    text = nfc(text).translate(_CONTROL).translate(_INVISIBLE)
    return _SPACES.sub(" ", _ETH.sub(_with_d, text)).strip()


def _with_d(found: re.Match[str]) -> str:
    # Only where a Vietnamese syllable comes out: Icelandic and Old English keep their letter.
    word = found[0].replace("ð", "đ").replace("Ð", "Đ")
    return word if is_vietnamese_syllable(word) else found[0]
