"""Pieces of SVG; every text goes through escaping."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def whole(width: int, height: int, label: str, parts: Iterable[SafeString], css: str) -> SafeString:
    """The picture with its sentence for who can't see it."""
    return format_html(
        '<svg class="chart {}" xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" '
        'role="img" aria-label="{}">{}</svg>',
        css,
        width,
        height,
        width,
        height,
        label,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def text(x: float, y: float, words: str, *, anchor: str = "middle", css: str = "") -> SafeString:
    """Words with their base line at y."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}"{}>{}</text>',
        plain(x),
        plain(y),
        anchor,
        format_html(' class="{}"', css) if css else "",
        words,
    )


def bar(x: float, y: float, width: float, height: float, css: str) -> SafeString:
    """A bar with its upper corners rounded a little."""
    radius = plain(min(4, height, width / 2))
    path = (
        f"M{plain(x)} {plain(y + height)}V{plain(y + float(radius))}q0-{radius} {radius}-{radius}"
        f"H{plain(x + width - float(radius))}q{radius} 0 {radius} {radius}V{plain(y + height)}"
    )
    return format_html('<path class="{}" d="{}"/>', css, path)


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> SafeString:
    return format_html(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', css, plain(x1), plain(y1), plain(x2), plain(y2)
    )


def plain(value: float) -> str:
    """A number as SVG wants it whatever the language: a point, and no more digits than can be seen."""
    return f"{value:.1f}".removesuffix(".0")
