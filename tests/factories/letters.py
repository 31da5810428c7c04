"""Vietnamese text as programs from before Unicode stored it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cms.foundation.vietnamese.legacy import _TCVN3, _UNICODE, _VNI_PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable

_TO_TCVN3 = str.maketrans(dict(zip(_UNICODE, _TCVN3, strict=True)))
_TO_VNI = {unicodedata.normalize("NFC", letter): pair for pair, letter in _VNI_PAIRS.items()}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Each tone behind its letter, as Windows types it."""
    stored = []
    for char in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in apart if mark in _TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        try:
            stored.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            stored.append((base + tone).encode("cp1258"))
    return b"".join(stored)


def tcvn3(text: str) -> bytes:
    """As the fonts whose names begin with .Vn have it; only small letters carry tones there."""
    return unicodedata.normalize("NFC", text).translate(_TO_TCVN3).encode("latin-1")


def vni(text: str) -> bytes:
    """As the fonts whose names begin with VNI- have it."""
    return "".join(_TO_VNI.get(char, char) for char in unicodedata.normalize("NFC", text)).encode("latin-1")


def twice(text: str) -> bytes:
    """UTF-8 that was taken for Latin-1 and encoded once more."""
    return text.encode().decode("latin-1").encode()


STORED: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "windows-1258": windows_1258,
    "windows-1258 as Latin-1": lambda text: windows_1258(text).decode("latin-1").encode(),
    "TCVN3": tcvn3,
    "TCVN3 as Latin-1": lambda text: tcvn3(text).decode("latin-1").encode(),
    "VNI": vni,
    "VNI as Latin-1": lambda text: vni(text).decode("latin-1").encode(),
    "UTF-8 twice": twice,
}
