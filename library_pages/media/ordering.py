"""The order of files that are the parts of one recording."""

import re
from pathlib import PurePath
from typing import Final

from cms.foundation.text import nfc, sort_key

_NUMBER: Final = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts “phần 2” before “phần 10”, letters as the Vietnamese alphabet has them (media.md 5)."""
    stem = nfc(PurePath(name.replace("\\", "/")).stem)
    return tuple(
        (not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, sort_key(piece))
        for piece in _NUMBER.split(stem)
        if piece
    )
