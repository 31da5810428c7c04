"""The sentence where a reader stopped, from the quotation in her locator."""

import re
from collections.abc import Mapping
from typing import Any, Final

from cms.web.shapes import Part
from library_pages.text.extraction import QUOTE

_SENTENCE_END: Final = re.compile(r"[.!?…]+[”\"'’»)\]]*(?=\s)")
_SPACES: Final = re.compile(r"\s+")
_LONGEST_NUMBER: Final = 16  # “Chương 3 ” before a heading
_LEAST: Final = 12  # characters; after less of a sentence the next one is marked too


def excerpt_of(locator: Mapping[str, Any]) -> tuple[Part, ...]:
    """Some words before, then the sentence of the place, marked; nothing without a quotation.

    The quotation is cut inside words at both its ends: half words become an ellipsis.
    """
    quote = locator.get("text") or {}
    before, highlight, after = (str(quote.get(name, "")) for name in ("before", "highlight", "after"))
    if not highlight.strip():
        return ()
    # The index strips what it quotes, so a highlight shorter than the rule has lost the space at its end.
    gap = " " if after and len(highlight) < QUOTE else ""
    head = _SPACES.sub(" ", before).lstrip()
    text = _SPACES.sub(" ", before + highlight + gap + after).lstrip()
    at = min(len(head), len(text))
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end >= at + _LEAST), default=len(text))
    sentence = text[start:end].strip() if end < len(text) else _without_last_half(text[start:].strip())
    sentence = _without_heading(sentence, _SPACES.sub(" ", str(locator.get("title", ""))).strip())
    context = text[:start].strip()
    if context:
        return (Part(_without_first_half(context) + " ", marked=False), Part(sentence, marked=True))
    return (Part(_without_first_half(sentence) if len(before) >= QUOTE else sentence, marked=True),)


def _without_heading(sentence: str, title: str) -> str:
    """A chapter's first sentence without the heading, which has no full stop to end it."""
    heading, found, rest = sentence.partition(f"{title} ")
    return rest if title and found and len(rest) >= _LEAST and len(heading) <= _LONGEST_NUMBER else sentence


def _without_first_half(text: str) -> str:
    _half, _, rest = text.partition(" ")
    return f"… {rest}" if rest else text


def _without_last_half(text: str) -> str:
    if _SENTENCE_END.search(f"{text[-4:]} "):
        return text
    rest, _, _half = text.rpartition(" ")
    return f"{rest} …" if rest else text
