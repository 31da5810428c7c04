"""Snippets from the original text, so that marks are right whatever was typed."""

import unicodedata
from collections.abc import Mapping
from itertools import pairwise

from search.understanding.plan import Plan
from search.understanding.syllables import fold_word, spans

Parts = tuple[tuple[str, bool], ...]

WIDTH = 34  # words of a snippet
_BEFORE = 6
_BREAKS = ".!?…\n"


def weights_of(plan: Plan) -> Mapping[str, int]:
    """Each wanted folded form with the place of its term, so that a window counts distinct terms."""
    return {form: place for place, term in enumerate(plan.terms) for form in term.forms}


def mark(text: str, plan: Plan) -> Parts:
    """The whole text in parts, the wanted words marked; neighbours that both match are one part."""
    text = unicodedata.normalize("NFC", text)
    return _parts(text, 0, len(text), _wanted(text, weights_of(plan)))


def snippet(text: str, plan: Plan) -> Parts:
    """The stretch of about 34 words that holds most different wanted words, side by side at best."""
    text = unicodedata.normalize("NFC", text)
    places = weights_of(plan)
    words = list(spans(text))
    wanted = [places.get(fold_word(word), -1) for _, _, word in words]
    if not words:
        return ()
    start_word = _start(text, words, _best_window(wanted))
    last_word = min(len(words), start_word + WIDTH)
    start, end = words[start_word][0], words[last_word - 1][1]
    if last_word == len(words):
        end = len(text.rstrip())
    hits = [(a, b) for (a, b, _), place in zip(words, wanted, strict=True) if place >= 0]
    parts = _parts(text, start, end, hits)
    return (*((("… ", False),) if start_word else ()), *parts, *(((" …", False),) if last_word < len(words) else ()))


def _start(text: str, words: list[tuple[int, int, str]], first: int) -> int:
    """Index of the word to begin with: a few before the first wanted one, at the beginning of its sentence at best."""
    earliest = max(0, min(first - _BEFORE, len(words) - WIDTH))
    if not earliest:
        return 0
    for back in range(max(first, earliest), earliest, -1):
        if any(char in _BREAKS for char in text[words[back - 1][1] : words[back][0]]):
            return back
    return earliest


def _best_window(wanted: list[int]) -> int:
    """Index of the first wanted word of the best window."""
    hits = [index for index, place in enumerate(wanted) if place >= 0]
    best, chosen = (-1, -1), 0
    for number, index in enumerate(hits):
        inside = [other for other in hits[number : number + WIDTH] if other < index + WIDTH - _BEFORE]
        together = sum(1 for one, two in pairwise(inside) if two == one + 1 and wanted[two] == wanted[one] + 1)
        score = (len({wanted[other] for other in inside}), together)
        if score > best:
            best, chosen = score, index
    return chosen


def _wanted(text: str, places: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, word in spans(text) if fold_word(word) in places]


def _parts(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> Parts:
    parts: list[tuple[str, bool]] = []
    at = start
    for first, last in hits:
        if first < start or last > end:
            continue
        between = text[at:first]
        if parts and parts[-1][1] and not between.strip():
            parts[-1] = (parts[-1][0] + between + text[first:last], True)
        else:
            if between:
                parts.append((between, False))
            parts.append((text[first:last], True))
        at = last
    if text[at:end]:
        parts.append((text[at:end], False))
    return tuple((" ".join(part.split()) if not part.strip() else part.replace("\n", " "), on) for part, on in parts)
