"""Breaks cover titles into lines with the font's own advance widths."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SIZES = (27.0, 24.0, 21.0, 18.5, 16.5, 15.0, 13.5)
LINE_HEIGHT = 1.22
ELLIPSIS = "…"
SHORT = 4  # letters; a last line of one syllable shorter than this looks like a mistake
UNKNOWN = 640  # thousandths of an em for a letter that the font lacks; CJK falls back to a full em
FULL = 1000
_CJK = 0x2E80


@dataclass(frozen=True, slots=True)
class Setting:
    """A title as it is set: size in px and the lines."""

    size: float
    lines: tuple[str, ...]

    @property
    def leading(self) -> float:
        """Distance of two baselines in px."""
        return self.size * LINE_HEIGHT

    @property
    def height(self) -> float:
        """Height of all lines in px."""
        return self.leading * len(self.lines)


@cache
def _widths(role: str) -> dict[str, int]:
    everything: dict[str, dict[str, int]] = json.loads(Path(__file__).with_name("metrics.json").read_text("utf-8"))
    return everything[role]


def width(text: str, size: float, role: str = "title") -> float:
    """Advance width in px; `role` is `title` (Literata 500) or `creator` (Bricolage 500)."""
    widths = _widths(role)
    return sum(widths.get(c, FULL if ord(c) >= _CJK else UNKNOWN) for c in text) * size / 1000


def set_title(title: str, box_width: float, box_height: float, largest: float = SIZES[0]) -> Setting:
    """The title at the largest size whose lines fit the box; cut at a word with “…” when none fits."""
    words = title.split()
    for size in (s for s in SIZES if s <= largest):
        most = int(box_height // (size * LINE_HEIGHT))
        lines = _best(words, size, box_width, most)
        if lines:
            return Setting(size, lines)
    return Setting(SIZES[-1], _cut(words, box_width, box_height))


def cut(text: str, box_width: float, size: float, role: str) -> str:
    """The text in one line, cut at a letter with “…”."""
    if width(text, size, role) <= box_width:
        return text
    while text and width(text + ELLIPSIS, size, role) > box_width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _best(words: list[str], size: float, box_width: float, most: int) -> tuple[str, ...]:
    """The least ragged division into the fewest lines that fit; empty when none does."""
    if not words or most < 1 or max(width(w, size) for w in words) > box_width:
        return ()
    for count in range(len(_greedy(words, size, box_width)), min(most, len(words)) + 1):
        lines = _least_ragged(words, size, box_width, count)
        if lines:
            return lines
    return ()


def _least_ragged(words: list[str], size: float, box_width: float, count: int) -> tuple[str, ...]:
    """Exactly `count` lines with the smallest sum of squared gaps; empty when they can't all fit.

    One pass a line: the best division of the first k words into that many lines, for each k.
    """
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for _number in range(count):
        following: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(words) + 1):
                line = " ".join(words[start:end])
                gap = box_width - width(line, size)
                if gap < 0:
                    break
                lonely = end == len(words) and 0 < start == end - 1 and len(line) < SHORT
                candidate = (round(cost + gap * gap, 3), (*lines, line))
                if not lonely and (end not in following or candidate < following[end]):
                    following[end] = candidate
        best = following
    return best.get(len(words), (0.0, ()))[1]


def _greedy(words: list[str], size: float, box_width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size) <= box_width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(words: list[str], box_width: float, box_height: float) -> tuple[str, ...]:
    size = SIZES[-1]
    most = max(1, int(box_height // (size * LINE_HEIGHT)))
    for count in range(len(words) - 1, 0, -1):
        lines = _greedy([*words[: count - 1], words[count - 1] + ELLIPSIS], size, box_width)
        if len(lines) <= most and all(width(line, size) <= box_width for line in lines):
            return tuple(lines)
    return (cut(words[0], box_width, size, "title"),) if words else ()
