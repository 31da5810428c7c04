"""The form in which text is looked at: NFC, no invisible characters, plain quotes and dashes."""

import re
import unicodedata

MAX_CHARACTERS = 512
MAX_WORDS = 64

_SPACE = re.compile(r"\s+")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ð": "đ",  # look-alikes that old keyboards leave behind
        "Ð": "Đ",
    }
)


def clean(text: str) -> str:
    """One line of at most 512 characters; zero-width and control characters gone."""
    visible = "".join(_visible(char) for char in unicodedata.normalize("NFC", text[: 4 * MAX_CHARACTERS]))
    return _SPACE.sub(" ", visible.translate(_PLAIN)).strip()[:MAX_CHARACTERS]


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    # Cc control, Cf zero-width and direction marks, Cs halves of a broken pair, Co and Cn nobody's.
    return "" if unicodedata.category(char).startswith("C") else char
