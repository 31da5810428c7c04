"""What the worst inputs cost as they grow: books, captions, tags and sniffing at one, two and four times their size.

Reference `1x`: the same input at its first size, in the same round. The figure of an input is the exponent of its
growth, the slope of the logarithms: 1 is linear, 2 quadratic. A refusal counts as work: it has to come as fast.
"""

import contextlib
import gc
import io
import json
import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench.place import installation

REFERENCE = "1x"
_SIZES: Final = (1, 2, 4)
_GOAL: Final = 1.25  # linear, and what a machine does beside it
_Input = tuple[Callable[[bytes], object], Callable[[int], bytes], int]


@dataclass(frozen=True, slots=True)
class Growth:
    """How the cost of each input grows, and what it takes at its first size, in milliseconds of the processor."""

    exponents: Mapping[str, float]
    ms: Mapping[str, float]

    def lines(self, name: str) -> list[str]:
        """For a person, and last for a program."""
        said = [
            f"{name}: {each}: {self.ms[each]:.0f} ms at {REFERENCE}, size to the power of {value:.2f}"
            for each, value in self.exponents.items()
        ]
        worst = max(self.exponents, key=lambda each: self.exponents[each])
        figures = {
            each: {"value": round(value, 2), "goal": _GOAL, "better": "lower"} for each, value in self.exponents.items()
        }
        return [
            *said,
            f"{name}: worst of {len(said)} is {worst}, {self.exponents[worst]:.2f}; goal {_GOAL}",
            json.dumps({"bench": name, "figures": figures}),
        ]


def run(*, quick: bool) -> Growth:
    rounds, scale = (3, 1) if quick else (7, 4)
    with installation():
        inputs = {**_books(), **_captions(), **_others()}
        exponents, ms = {}, {}
        for name, (work, make, size) in inputs.items():
            exponents[name], ms[name] = _growth(work, [make(size * scale * factor) for factor in _SIZES], rounds)
    return Growth(exponents, ms)


def _growth(work: Callable[[bytes], object], made: list[bytes], rounds: int) -> tuple[float, float]:
    taken: list[list[float]] = [[] for _ in made]
    for number in range(rounds + 1):
        order = [*range(len(made))]
        for index in order[number % len(order) :] + order[: number % len(order)]:
            gc.collect()
            seconds = _seconds(work, made[index])
            if number:  # the first round warms up
                taken[index].append(seconds)
    slopes = [
        math.log2(max(large, 1e-6) / max(small, 1e-6)) / math.log2(_SIZES[-1])
        for small, large in zip(taken[0], taken[-1], strict=True)
    ]
    return statistics.median(slopes), statistics.median(taken[0]) * 1000


def _seconds(work: Callable[[bytes], object], data: bytes) -> float:
    from library_pages.catalogue.refusals import RefusedError
    from library_pages.media.pipeline.captions.cues import CaptionsError

    begun = time.process_time()
    with contextlib.suppress(RefusedError, CaptionsError):
        work(data)
    return time.process_time() - begun


def _books() -> dict[str, _Input]:
    from library_pages.text.epub.book import open_book
    from library_pages.text.epub.extract import extract
    from tests.factories.epubs import epub

    def read(data: bytes) -> Any:
        return extract(open_book(io.BytesIO(data)))

    def chapter(body: Callable[[int], str]) -> Callable[[int], bytes]:
        return lambda count: epub([body(count)]).pack()

    return {
        "inline tags nested": (read, chapter(lambda n: f"<p>{'<b>' * n}a{'</b>' * n}</p>"), 10_000),
        "inline tags in a row": (read, chapter(lambda n: f"<p>{'<i>a</i>' * n}</p>"), 20_000),
        "paragraphs": (read, chapter(lambda n: "<p>một hai ba</p>" * n), 5_000),
        "one long word": (read, chapter(lambda n: f"<p>{'a' * n}</p>"), 200_000),
        "spaces": (read, chapter(lambda n: f"<p>a{' ' * n}b</p>"), 200_000),
        "combining marks": (read, chapter(lambda n: f"<p>a{chr(0x301) * n}</p>"), 50_000),
        "open brackets": (read, chapter(lambda n: f"<p>{'&lt;' * n}</p>"), 50_000),
        "entries of the contents": (
            read,
            lambda n: epub(nav="".join(f'<li><a href="c1.xhtml#a{k}">{k}</a></li>' for k in range(n))).pack(),
            2_000,
        ),
        "parts of the book": (read, lambda n: epub(["<p>a</p>"] * n).pack(), 150),
    }


def _captions() -> dict[str, _Input]:
    from library_pages.media.pipeline.captions import reading

    def read(data: bytes) -> Any:
        return reading.read(data, 25)

    head = "1\n00:00:01,000 --> 00:00:04,000\n"
    ass = "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,"
    return {
        "captions of brackets": (read, lambda n: (head + "{\\" * n).encode(), 100_000),
        "captions of tags": (read, lambda n: ("WEBVTT\n\n00:01.000 --> 00:04.000\n" + "<c." * n).encode(), 100_000),
        "captions of arrows": (read, lambda n: (head + "-->" * n).encode(), 100_000),
        "captions of digits": (read, lambda n: (head + "9" * n + ":00").encode(), 200_000),
        "captions of returns": (read, lambda n: (head + "\r" * n).encode(), 200_000),
        "captions with commands": (read, lambda n: (ass + "{\\i1" * n).encode(), 100_000),
        "timed text, nested": (
            read,
            lambda n: ("<tt><body>" + "<div>" * n + "</div>" * n + "</body></tt>").encode(),
            5_000,
        ),
    }


def _others() -> dict[str, _Input]:
    from cms.foundation.vietnamese import repair
    from library_pages.text.sniff import sniff
    from library_pages.text.words.cleaning import clean

    return {
        "sniffing what is nothing": (lambda data: sniff(io.BytesIO(data), "a.epub"), lambda n: b"%PD" * n, 300_000),
        "letters of old fonts": (
            lambda data: repair.repaired(data.decode()),
            lambda n: ("®éc lËp " * n).encode(),
            20_000,
        ),
        "cleaning": (lambda data: clean(data.decode()), lambda n: ("a\u00ad-\n" * n).encode(), 50_000),
    }
