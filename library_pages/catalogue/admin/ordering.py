"""The order of files that are the parts of one content."""

import re
from pathlib import PurePath
from typing import Final

from cms.foundation.text import fold, nfc, sort_key

_NUMBER: Final = re.compile(r"(\d+)")
# What stands before the first chapter and behind the last, folded; a number in a name says more than these.
_FIRST: Final = (
    *("mo dau", "loi noi dau", "loi tua", "loi gioi thieu", "gioi thieu"),
    *("prologue", "preface", "foreword", "intro"),
)
_LAST: Final = ("vi thanh", "loi ket", "loi bat", "phu luc", "epilogue", "afterword", "appendix", "outro")

Key = tuple[int, tuple[tuple[bool, int, str], ...]]


def natural_key(name: str) -> Key:
    """Sorts “phần 2” before “phần 10”, a foreword first, an epilogue last, letters in the order of Vietnamese."""
    stem = nfc(PurePath(name.replace("\\", "/")).stem)
    return _rank(stem), tuple(
        (not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, sort_key(piece))
        for piece in _NUMBER.split(stem)
        if piece
    )


def _rank(stem: str) -> int:
    if _NUMBER.search(stem):
        return 0
    words = fold(stem).replace("_", " ").replace("-", " ").strip()
    if words.startswith(_FIRST):
        return -1
    return 1 if words.startswith(_LAST) else 0
