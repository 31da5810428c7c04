"""A file of captions, whatever its format and its letters: read by ourselves, each format in one pass over its text.

ffmpeg's demuxers for text are whitelisted for nobody, and general libraries for captions search for markup by patterns
whose cost grows with the square of a hostile line.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from charset_normalizer import from_bytes

from cms.foundation.vietnamese.repair import Letters, as_text, letters_of, repaired
from library_pages.media.pipeline.captions import microdvd, subrip, substation, timed_text
from library_pages.media.pipeline.captions.cues import CaptionsError, Cue, in_order

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN: Final = ["gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "cp874", "cp1252"]
_SAMPLE: Final = 1 << 16  # bytes of lines that are not plain ASCII
_SOUND_LETTERS, _FEW = 10, 0.05  # what is UTF-8 otherwise has so many, and a letter and this share more is damaged
_STRANGERS: Final = (
    (b"\x00\x00\x01\xba", "captions-pictures"),  # VobSub
    (b"# VobSub", "captions-pictures"),
    (b"PG\x00", "captions-pictures"),  # the subtitles of Blu-ray discs
    (b"PK\x03\x04", "captions-packed"),
    (b"Rar!", "captions-packed"),
    (b"%PDF", "captions-document"),
    (b"\xd0\xcf\x11\xe0", "captions-document"),
    (b"{\\rtf", "captions-document"),
)
_HEADING: Final = re.compile(
    r"\s{0,100}(\[script info\]|\[v4\+? styles\]|\[events\]|<\?xml|<tt[\s>:]|<[a-z]{1,9}:tt[\s>])", re.IGNORECASE
)


def read(data: bytes, rate: float = 0) -> tuple[list[Cue], Letters]:
    """Cues of a file in order of time, and how its letters were stored; `rate` is the film's frames a second.

    Raises:
        CaptionsError: it can't be read; `args[0]` is the code of the reason.
    """
    for mark, code in _STRANGERS:
        if data.startswith(mark):
            raise CaptionsError(code)
    text, letters = decoded(data)
    return in_order(_reader_of(text, rate)(text)), letters


def decoded(data: bytes) -> tuple[str, Letters]:
    """The text of a file in NFC with plain ends of lines, and how its letters were stored.

    Raises:
        CaptionsError: `captions-encoding`.
    """
    text, letters = _decoded(data)
    text = text.replace("\x00", "").lstrip("\ufeff").replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text), letters


def _decoded(data: bytes) -> tuple[str, Letters]:
    if encoding := _wide(data):
        try:
            return data.decode(encoding), Letters.UTF_8
        except UnicodeDecodeError as error:
            raise CaptionsError("captions-encoding") from error
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _old(data)
    # Sound UTF-8 may still hold letters of an old font, or letters that were encoded twice.
    return repaired(text)


def _wide(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return encoding
    even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
    if max(even, odd) > len(data[:400]) // 8:  # half of plain letters in UTF-16 is zeros
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _old(data: bytes) -> tuple[str, Letters]:
    text = data.decode(errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(not char.isascii() for char in text) - damaged
    if sound >= _SOUND_LETTERS and damaged <= 1 + _FEW * sound:
        return text, Letters.UTF_8
    sample = b"\n".join(line for line in data[: 1 << 20].splitlines() if not line.isascii())[:_SAMPLE]
    letters = letters_of(sample)
    if letters is not Letters.LATIN_1:
        return as_text(data, letters), letters
    best = from_bytes(sample, cp_isolation=_FOREIGN).best()
    for encoding in dict.fromkeys([best.encoding if best else "", "cp1252"]):
        if encoding:
            try:
                return data.decode(encoding), Letters.LATIN_1
            except UnicodeDecodeError:
                continue
    raise CaptionsError("captions-encoding")


def _reader_of(text: str, rate: float) -> Callable[[str], Iterable[Cue]]:
    heading = _HEADING.match(text)
    if heading is not None:
        return substation.cues_of if heading[1].startswith("[") else timed_text.cues_of
    if microdvd.is_one(text):
        return lambda text: microdvd.cues_of(text, rate)
    return subrip.cues_of
