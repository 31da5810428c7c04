"""Measuring two ways of doing the same work side by side."""

import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ratio:
    """How one arm compares with the reference: below 1 it is quicker.

    Attributes:
        ratio: median over the rounds of (its seconds ÷ the reference's seconds of the same round).
        low, high: first and third quartile of the same; far apart means that the machine was not quiet.
        ms, reference_ms: medians, of this machine and this moment only.
    """

    ratio: float
    low: float
    high: float
    ms: float
    reference_ms: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What a benchmark hands on.

    Attributes:
        reference: the arm that the other was divided by.
        ratio: of the arm that is ours.
        goal: the ratio that ours is not to exceed; said beside it, never a gate.
        amounts: how much was worked on, by name.
    """

    reference: str
    ratio: Ratio
    goal: float
    amounts: Mapping[str, int] = field(default_factory=dict)

    def lines(self, name: str) -> list[str]:
        """For a person, and last for a program; rounded to what is worth reading."""
        ratio = self.ratio
        amounts = ", ".join(f"{count:,} {what}" for what, count in self.amounts.items())
        figure = {"value": round(ratio.ratio, 3), "goal": self.goal, "better": "lower"}
        spread = f"middle half {ratio.low:.2f} to {ratio.high:.2f}, {ratio.rounds} rounds"
        return [
            f"{name}: {amounts}; {ratio.ms:.1f} ms, {self.reference} {ratio.reference_ms:.1f} ms here and now",
            f"{name}: {ratio.ratio:.2f} of {self.reference}, goal {self.goal:.2f} ({spread})",
            json.dumps({"bench": name, "figures": {f"ratio_to_{self.reference}": figure}}),
        ]


class UnequalWorkError(AssertionError):
    """The arms did not give the same result: there is nothing to compare."""


def compare(
    arms: Mapping[str, Callable[[], object]], *, reference: str, rounds: int, same: bool = True
) -> dict[str, Ratio]:
    """Run the arms in turn, each once a round, and set each against the reference of its own round.

    In turn, and beginning with another one each round: what the machine does beside us meets all arms alike. The first
    round warms up and is not counted.

    Args:
        arms: what is measured, by name; each returns its result.
        reference: the arm that the others are divided by.
        rounds: counted rounds.
        same: whether the results must be equal; an arm that may answer differently is checked by its benchmark.

    Raises:
        UnequalWorkError: two arms gave different results.
    """
    names = list(arms)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        results = {}
        for name in names[number % len(names) :] + names[: number % len(names)]:
            gc.collect()
            begun = time.perf_counter()
            results[name] = arms[name]()
            seconds = time.perf_counter() - begun
            if number:
                taken[name].append(seconds)
        if same and any(result != results[reference] for result in results.values()):
            raise UnequalWorkError(f"The results of {', '.join(names)} differ.")
    return {name: _ratio(taken[name], taken[reference]) for name in names if name != reference}


def _ratio(seconds: list[float], reference: list[float]) -> Ratio:
    ratios = [one / other for one, other in zip(seconds, reference, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Ratio(
        ratio=middle,
        low=low,
        high=high,
        ms=statistics.median(seconds) * 1000,
        reference_ms=statistics.median(reference) * 1000,
        rounds=len(seconds),
    )
