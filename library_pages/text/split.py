"""Running text into passages of 80 to 250 syllables that overlap by a sentence (search.md 4.8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

AIM, MOST = 160, 250
_SENTENCE_END = re.compile(r"(?<=[.!?…”])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage's text, where its own (not repeated) text begins in the whole, and the heading above it."""

    body: str
    start: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading; `is_heading` begins a new passage."""

    text: str
    is_heading: bool = False


def syllables(text: str) -> int:
    """Number of white-space tokens: in Vietnamese, syllables."""
    return len(text.split())


def split(blocks: Iterable[Block]) -> list[Piece]:
    """Passages in reading order; `start` counts characters of the blocks joined by one newline each."""
    pieces: list[Piece] = []
    gathered: list[str] = []  # parts, each with the white space that stands before it
    heading, repeated, position, start, fresh = "", "", 0, 0, 0

    def close(*, overlap: bool) -> None:
        nonlocal repeated, gathered, start, fresh
        own = "".join(gathered).strip()
        if own:
            pieces.append(Piece(body="\n".join(filter(None, [repeated, own])), start=start, heading=heading))
            repeated = _last_sentence(own) if overlap else ""
        gathered, start, fresh = [], position, 0

    for block in blocks:
        if block.is_heading:
            close(overlap=False)
            repeated, heading = "", block.text
        for number, part in enumerate(_sentences_if_long(block.text)):
            if fresh and fresh + syllables(part) > MOST:
                close(overlap=True)
            gathered.append((" " if number else "\n") + part)
            fresh += syllables(part)
            position += len(part) + 1
            if fresh >= AIM:
                close(overlap=True)
    close(overlap=False)
    return pieces


def _sentences_if_long(text: str) -> list[str]:
    if syllables(text) <= MOST:
        return [text]
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        parts += [" ".join(words[at : at + MOST]) for at in range(0, len(words), MOST)]
    return parts


def _last_sentence(text: str) -> str:
    last = _SENTENCE_END.split(text.rsplit("\n", 1)[-1])[-1]
    return last if syllables(last) <= AIM // 4 else ""
