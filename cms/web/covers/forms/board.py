"""Lesson: a blackboard with a grid and one drawing, 288×180."""

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.palette import GOLD, WHITE
from cms.web.covers.seed import Seed
from cms.web.covers.svg import CREATOR, circle, cover, n
from cms.web.covers.svg import creator as creator_line
from cms.web.covers.svg import title as title_lines

W, H, RADIUS, MARGIN, GRID = 288, 180, 8, 20, 18
LONG_TITLE, SMALL = 26, 0.62


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """The drawing stands at the right, and small above when the title is long."""
    ground = palette.deep(style)
    long = len(title) >= LONG_TITLE
    drawing = (_clock, _triangle, _orbits)[seed[4] % 3](style.mate)
    scale = SMALL if long else 1.0
    placed = f'<g transform="translate({n(W - 18 - 104 * scale)} 16) scale({scale:g})">{drawing}</g>'
    foot = H - 16
    room = W - 2 * MARGIN if long else W - 2 * MARGIN - 96
    setting = set_title(title, room, 76 if long else 110, 24)
    top = foot - (CREATOR + 6 if creator else 0) - setting.height
    lines = "".join(f"M{x} 0V{H}" for x in range(GRID, W, GRID)) + "".join(f"M0 {y}H{W}" for y in range(GRID, H, GRID))
    return cover(
        seed,
        (W, H),
        RADIUS,
        ground,
        f'<path d="{lines}" stroke="{style.fill}" fill="none"/>{placed}'
        + title_lines(setting, MARGIN, top, WHITE)
        + creator_line(creator, (MARGIN, foot), W - 2 * MARGIN, WHITE),
    )


def _clock(line: str) -> str:
    pen = f' stroke="{line}" stroke-width="4.5"'
    return circle(56, 52, 44, "none", pen) + (
        f'<path d="M56 24V52L76 70" fill="none" stroke="{GOLD}" stroke-width="4.5" stroke-linecap="round" '
        f'stroke-linejoin="round"/>{circle(56, 52, 6, GOLD)}'
    )


def _triangle(line: str) -> str:
    return (
        f'<path d="M4 92L98 14V92Z" fill="none" stroke="{line}" stroke-width="4.5" stroke-linejoin="round"/>'
        f'<path d="M84 92V78H98" fill="none" stroke="{GOLD}" stroke-width="4"/>'
    )


def _orbits(line: str) -> str:
    rings = "".join(
        f'<ellipse cx="52" cy="52" rx="46" ry="17" fill="none" stroke="{line}" stroke-width="4" '
        f'transform="rotate({angle} 52 52)"/>'
        for angle in (0, 60, 120)
    )
    return rings + circle(52, 52, 8, GOLD) + circle(98, 52, 5, GOLD)
