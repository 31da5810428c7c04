"""The normal form of all text; apart from `text.py`, since programs in the jail load it without Django."""

import re
import unicodedata
from functools import lru_cache

# Python sorts a run of combining marks by insertion, so that 80,000 of them take a minute. No language needs more than
# these on one letter (Stream-Safe Text Format, UAX 15 section 13).
_MOST_MARKS = 30


_LAST_MARK = 0x1FFFF  # no combining mark stands behind it
_BEGIN_WITH_MARKS = "\u0f73\u0f75\u0f81"  # no marks by themselves, but taken apart they are


@lru_cache(maxsize=1)
def _too_many_marks() -> re.Pattern[str]:
    chars = (chr(code) for code in range(0x300, _LAST_MARK))
    marks = "".join(char for char in chars if unicodedata.combining(char)) + _BEGIN_WITH_MARKS
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def nfc(value: str) -> str:
    """Unicode normal form C, in which all text is stored; of more than 30 marks on one letter the rest is cut."""
    if value.isascii():
        return value
    return unicodedata.normalize("NFC", _too_many_marks().sub(r"\1", value))
