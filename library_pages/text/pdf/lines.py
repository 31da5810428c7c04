"""Lines of a page into running text."""

import re

# PDFium writes U+FFFE where it has joined a hyphenated word, U+0002 in older versions.
_JOINED = re.compile("[\ufffe\x02]\\s*")
_SOFT_BREAK = re.compile("\u00ad\\s*[\r\n]+\\s*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACES = re.compile(r"\s+")


def joined_lines(text: str) -> str:
    """One line of text: a heading broken over two lines must be found as one phrase."""
    text = _SOFT_BREAK.sub("", _JOINED.sub("", text))
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()
