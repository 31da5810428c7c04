"""Bytes of a document to text as browsers do it: by the labels and decoders of the Encoding Standard of the WHATWG.

No document is refused for its letters. What a browser shows as U+FFFD is U+FFFD here too, and is reported.
"""

import codecs
import re
from dataclasses import dataclass, replace

import webencodings

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF16 = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_LABEL = rb"""["']?\s*([A-Za-z0-9._:\-]{1,40})"""
_XML = re.compile(rb"""\s{0,100}<\?xml\b[^>]{0,400}?\bencoding\s{0,100}=\s{0,100}""" + _LABEL)
_META = re.compile(rb"""<meta\b[^>]{0,400}?\bcharset\s{0,100}=\s{0,100}""" + _LABEL, re.IGNORECASE)
_PRESCAN = 1024  # bytes in which HTML looks for a meta element (HTML, "prescan a byte stream")
# Where Python's codec of a label is narrower than the standard's decoder.
_WIDER = {"gbk": "gb18030"}
_MOSTLY_WRONG = 0.5


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A document as text without byte order mark.

    Attributes:
        is_utf8: whether the bytes were UTF-8 and can be served as they are.
        damaged: whether bytes were left that belong to no letter; U+FFFD stands for them.
    """

    text: str
    is_utf8: bool
    damaged: bool = False


def decode(data: bytes) -> DecodedText:
    """Text of an XML or HTML document in any encoding that browsers know.

    A byte order mark wins over an XML declaration, and that over UTF-8. Only what is no UTF-8 is asked for a `meta`
    element: in XML browsers don't look at it, and many books in UTF-8 carry a wrong one. What is then still mostly no
    UTF-8 is read as windows-1252, as HTML without a declaration is.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    for begin, encoding in _UTF16:
        if data.startswith(begin):
            return _decoded(data, encoding)
    said = _XML.match(data)
    declared = _codec(said)
    found = _decoded(data, declared or "utf-8")
    if said and declared is None:
        found = replace(found, is_utf8=False)  # a browser would go by what is said there
    if not found.damaged or declared not in {None, "utf-8"}:
        return found
    meta = _codec(_META.search(data, 0, _PRESCAN))
    if meta is not None and meta != "utf-8":
        return _decoded(data, meta)
    return replace(_decoded(data, "cp1252"), damaged=True) if _is_mostly_wrong(data, found.text) else found


def _codec(said: re.Match[bytes] | None) -> str | None:
    """Python's name of the encoding that a document says it is in; None when it says none that browsers know."""
    encoding = webencodings.lookup(said[1].decode("ascii")) if said else None
    # "replacement" stands for encodings that were used for attacks: their text is one U+FFFD in browsers.
    if encoding is None or encoding.name in {"replacement", "x-user-defined"}:
        return None
    if encoding.name.startswith("utf-16"):
        return "utf-8"  # it has been read as ASCII, so it is no UTF-16
    return _WIDER.get(encoding.name, encoding.codec_info.name)


def _decoded(data: bytes, encoding: str) -> DecodedText:
    is_utf8 = encoding == "utf-8"
    try:
        text, damaged = data.decode(encoding), False
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        if encoding.startswith("cp125"):  # the standard has control characters where Python has nothing
            text, damaged = data.decode(encoding, _AS_CONTROL), False
        else:
            damaged = True
    return DecodedText(text.removeprefix("\ufeff"), is_utf8 and not damaged, damaged)


def _is_mostly_wrong(data: bytes, text: str) -> bool:
    beyond_ascii = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    return text.count("\ufffd") > _MOSTLY_WRONG * beyond_ascii


def _control(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  (asked for with `decode` alone)
    return "".join(map(chr, error.object[error.start : error.end])), error.end


_AS_CONTROL = "khovang-as-control"
codecs.register_error(_AS_CONTROL, _control)
