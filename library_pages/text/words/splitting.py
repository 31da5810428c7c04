"""Cutting a chapter or a page into passages of 80 to 250 syllables.

Cuts fall between paragraphs where they can, else between sentences; a passage begins with the last sentence or two of
the one before, so that a phrase across a cut is found. Only a chapter that is shorter gives a shorter passage.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cms.foundation.vietnamese import syllables

SHORTEST, LONGEST = 80, 250
_ROOMY = 200  # own syllables after which a passage is closed; the rest up to LONGEST is for the overlap
_LONGEST_UNIT = 90  # so that two halves of an overlong tail are never shorter than SHORTEST
_OVERLAP = 40
_LONGEST_HEADING = 500  # characters; it goes with every passage below it
# Tried only where a run of full stops begins, and given up at once: else a line of 50,000 of them takes a minute.
_SENTENCE = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]]*+(?:\s++|$)|(?<=[。！？])|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell: NFC, one space between words, a line feed only where it was meant."""

    text: str
    heading: int = 0
    ident: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it has a locator: body with its overlap, and where it begins in the chapter's text."""

    text: str
    start: int
    heading: str
    ident: str
    syllables: int


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    size: int
    block: int
    opens: bool


def joined(blocks: Sequence[Block]) -> str:
    """The chapter's text to which `Piece.start` refers: all blocks with one space between them."""
    return " ".join(block.text.replace("\n", " ") for block in blocks)


def split(blocks: Sequence[Block]) -> list[Piece]:
    """Passages of a chapter in reading order; none when it has no words."""
    text = joined(blocks)
    units = list(_units(blocks))
    groups = _balanced(_grouped(units, blocks))
    headings = _headings(blocks)
    pieces: list[Piece] = []
    for index, group in enumerate(groups):
        own = sum(unit.size for unit in group)
        before = (
            _overlap(groups[index - 1], blocks, LONGEST - own) if index and not _is_heading(group[0], blocks) else []
        )
        first = (before or group)[0]
        body = text[first.start : group[-1].end].strip()
        pieces.append(
            Piece(
                text=body,
                start=first.start,
                heading=headings[group[0].block],
                ident=blocks[first.block].ident,
                syllables=own + sum(unit.size for unit in before),
            )
        )
    return pieces


def _units(blocks: Sequence[Block]) -> Iterator[_Unit]:
    at = 0
    for number, block in enumerate(blocks):
        opens = True
        for start, end in _sentences(block):
            spans = syllables.spans(block.text[start:end])
            for cut in range(0, len(spans), _LONGEST_UNIT):
                part = spans[cut : cut + _LONGEST_UNIT]
                last = cut + _LONGEST_UNIT >= len(spans)
                begin = start if cut == 0 else start + part[0][0]
                stop = end if last else start + spans[cut + _LONGEST_UNIT][0]
                yield _Unit(at + begin, at + stop, len(part), number, opens)
                opens = False
        at += len(block.text) + 1


def _sentences(block: Block) -> Iterator[tuple[int, int]]:
    start = 0
    if not block.heading:
        for found in _SENTENCE.finditer(block.text):
            if found.end() > start:
                yield start, found.end()
                start = found.end()
    if start < len(block.text):
        yield start, len(block.text)


def _grouped(units: Sequence[_Unit], blocks: Sequence[Block]) -> list[list[_Unit]]:
    whole = _block_sizes(units)
    groups: list[list[_Unit]] = []
    current: list[_Unit] = []
    size = 0
    for unit in units:
        coming = whole[unit.block] if unit.opens and whole[unit.block] <= _ROOMY else unit.size
        new_section = (
            unit.opens and _is_heading(unit, blocks) and not _is_heading(current[-1], blocks) if current else False
        )
        if size >= SHORTEST and (new_section or size + coming > _ROOMY):
            groups.append(current)
            current, size = _headings_taken_along(groups, blocks), 0
            size = sum(taken.size for taken in current)
        current.append(unit)
        size += unit.size
    return [*groups, current] if current else groups


def _headings_taken_along(groups: list[list[_Unit]], blocks: Sequence[Block]) -> list[_Unit]:
    """A heading at the end of a passage belongs to what follows, if enough stays behind."""
    group = groups[-1]
    cut = len(group)
    while cut and _is_heading(group[cut - 1], blocks):
        cut -= 1
    if cut == len(group) or sum(unit.size for unit in group[:cut]) < SHORTEST:
        return []
    groups[-1], taken = group[:cut], group[cut:]
    return taken


def _balanced(groups: list[list[_Unit]]) -> list[list[_Unit]]:
    """No short tail: it joins the passage before, or the two are cut anew in the middle."""
    if len(groups) < 2 or sum(unit.size for unit in groups[-1]) >= SHORTEST:  # noqa: PLR2004
        return groups
    union = groups[-2] + groups[-1]
    sizes = [unit.size for unit in union]
    if sum(sizes) <= LONGEST:
        return [*groups[:-2], union]
    half, total = sum(sizes) / 2, 0
    running = [total := total + size for size in sizes]
    middle = bisect_right(running, half)
    nearest = min((middle, middle + 1), key=lambda cut: abs((running[cut - 1] if cut else 0) - half))
    return [*groups[:-2], union[:nearest], union[nearest:]]


def _overlap(previous: Sequence[_Unit], blocks: Sequence[Block], room: int) -> list[_Unit]:
    taken: list[_Unit] = []
    for unit in reversed(previous[-2:]):
        if _is_heading(unit, blocks) or sum(other.size for other in taken) + unit.size > min(_OVERLAP, room):
            break
        taken.insert(0, unit)
    return taken


def _is_heading(unit: _Unit, blocks: Sequence[Block]) -> bool:
    return blocks[unit.block].heading > 0


def _headings(blocks: Sequence[Block]) -> list[str]:
    """For each block the heading that it stands under, itself if it is one."""
    latest = ""
    found: list[str] = []
    for block in blocks:
        if block.heading:
            latest = block.text[:_LONGEST_HEADING].replace("\n", " ")
        found.append(latest)
    return found


def _block_sizes(units: Sequence[_Unit]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for unit in units:
        sizes[unit.block] = sizes.get(unit.block, 0) + unit.size
    return sizes
