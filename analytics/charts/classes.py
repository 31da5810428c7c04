"""Shares of classes as dots on lines, the highest first, with the school's share dotted through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from analytics.charts import svg

_ROW, _TOP, _FOOT = 33, 34, 34
_LEFT, _RIGHT = 44, 46


@dataclass(frozen=True, slots=True)
class Row:
    """A class and the percent of its pupils who have read."""

    name: str
    share: int


@dataclass(frozen=True, slots=True)
class School:
    """The school's share in percent and in words, and the share below which a class gets a red diamond."""

    share: int
    words: str
    below: int


def dots(rows: Sequence[Row], school: School, width: int, *, label: str) -> SafeString:
    """The chart, as high as there are classes."""
    height = _TOP + _ROW * len(rows) + _FOOT
    foot = height - _FOOT
    unit = (width - _LEFT - _RIGHT) / 100
    parts = [svg.line(_LEFT + each * unit, _TOP, _LEFT + each * unit, foot, "grid") for each in (0, 25, 50, 75, 100)]
    for index, row in enumerate(rows):
        y, x = _TOP + _ROW * index + _ROW / 2, _LEFT + row.share * unit
        low = row.share < school.below
        parts += [
            svg.text(0, y + 5, row.name, anchor="start", css="strong" if low else ""),
            svg.line(_LEFT, y, x, y, "stem stem--low" if low else "stem"),
            _point(x, y, first=index == 0, low=low),
            svg.text(x + 12, y + 5, f"{row.share}%", anchor="start", css="strong low" if low else "strong"),
        ]
    parts += [svg.text(_LEFT + each * unit, foot + 24, f"{each}%", css="dim") for each in (0, 50, 100)]
    at = _LEFT + school.share * unit
    parts.append(svg.line(at, _TOP - 6, at, foot, "mean"))
    anchor = "end" if school.share > 60 else "start"  # noqa: PLR2004  (the words go where there is room)
    parts.append(svg.text(at, _TOP - 14, school.words, anchor=anchor, css="strong"))
    return svg.whole(width, height, label, parts, "chart--classes")


def _point(x: float, y: float, *, first: bool, low: bool) -> SafeString:
    if low:
        path = f"M{svg.plain(x)} {svg.plain(y - 8)}l8 8-8 8-8-8z"
        return format_html('<path class="point point--low" d="{}"/>', path)
    css = "point point--first" if first else "point"
    return format_html('<circle class="{}" cx="{}" cy="{}" r="7"/>', css, svg.plain(x), svg.plain(y))
