"""Bars of the last weeks: ink for what was, gold for the week that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from analytics.charts import svg
from analytics.charts.scale import lines
from analytics.figures import HIDDEN
from cms.foundation.quantities import number

_HEIGHT: Final = {706: 300, 328: 240}
_TOP, _FOOT, _RIGHT = 34, 34, 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A week's bar; a hidden value has no height and says so in the table beside the chart."""

    label: str
    value: int


def bars(weeks: Sequence[Bar], width: int, label: str) -> SafeString:
    """The chart, 706 or 328 px wide; labelled are the first, the last, the highest and the lowest."""
    height = _HEIGHT[width]
    values = [max(0, each.value) for each in weeks]
    highest = max([*values, 1])
    right, base = width - _RIGHT, height - _FOOT
    unit = (base - _TOP) / highest
    step = right / len(weeks)
    thick = min(34.0, step * 0.66)
    parts = []
    for value in lines(highest):
        y = base - value * unit
        parts += [svg.line(0, y, right, y, "grid"), svg.text(width, y + 5, number(value), anchor="end", css="dim")]
    last = len(weeks) - 1
    said = {0, last, values.index(max(values)), _lowest(values)}
    every = 1 if step >= 26 else 2  # noqa: PLR2004  (px that a two-digit label needs)
    for index, (week, value) in enumerate(zip(weeks, values, strict=True)):
        middle = step * index + step / 2
        top = base - value * unit
        now = index == last
        if value:
            parts.append(svg.bar(middle - thick / 2, top, thick, base - top, "now" if now else "past"))
        if week.value == HIDDEN:
            parts.append(svg.text(middle, base - 8, "–", css="dim"))
        elif index in said:
            parts.append(svg.text(middle, top - 9, number(value), css="big" if now else ""))
        if (last - index) % every == 0:
            parts.append(svg.text(middle, base + 24, week.label, css="strong" if now else "dim"))
    parts.append(svg.line(0, base, right, base, "base"))
    return svg.whole(width, height, label, parts, "chart--weeks")


def _lowest(values: Sequence[int]) -> int:
    """The lowest week before the last; the running one is low on most days, which says nothing."""
    past = [value for value in values[:-1] if value]
    return values.index(min(past)) if past else len(values) - 1
