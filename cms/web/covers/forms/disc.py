"""Sound: a bronze drum that sets behind the title's ground, 216×216."""

from math import cos, pi, sin

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.palette import GOLD, INK
from cms.web.covers.seed import Seed
from cms.web.covers.svg import CREATOR, circle, clipped, cover, n
from cms.web.covers.svg import creator as creator_line
from cms.web.covers.svg import title as title_lines

SIDE, RADIUS, MARGIN = 216, 6, 20
R, Y, X = 95.0, 58.0, (69.0, 108.0, 151.0)
HORIZON = 104.0


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """Ground and drum in two colours of the type."""
    dark = palette.deep(style)
    ground, drum, ring = (
        (style.fill, dark, style.mate),
        (style.mate, style.fill, style.tint),
        (style.tint, style.fill, style.mate),
        (INK, style.fill, style.mate),
        (style.fill, dark, GOLD),
    )[seed[3] % 5]
    x = X[seed[5] % 3]
    shape = f'<rect width="{SIDE}" height="{n(HORIZON)}"/>'
    colour = INK if ground == style.mate else palette.text_on(style, ground)
    foot = SIDE - 16
    setting = set_title(title, SIDE - 2 * MARGIN, foot - CREATOR - 6 - HORIZON - 6)
    top = foot - (CREATOR + 6 if creator else 0) - setting.height
    return cover(
        seed,
        (SIDE, SIDE),
        RADIUS,
        ground,
        clipped(seed, shape, _drum(x, drum, ring))
        + title_lines(setting, MARGIN, top, colour)
        + creator_line(creator, (MARGIN, foot), SIDE - 2 * MARGIN, colour),
    )


def _drum(x: float, face: str, ring: str) -> str:
    return (
        circle(x, Y, R, face)
        + _ring(x, 0.86, ring, 7, "7.2 6.4")
        + _ring(x, 0.735, GOLD, 1.4, "")
        + _ring(x, 0.60, GOLD, 9, "1.6 7.3")
        + f'<path d="{_star(x, Y, R * 0.47, R * 0.19)}" fill="{GOLD}"/>'
    )


def _ring(x: float, share: float, colour: str, wide: float, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return circle(x, Y, R * share, "none", f' stroke="{colour}" stroke-width="{wide:g}"{dashed}')


def _star(x: float, y: float, outer: float, inner: float, rays: int = 12) -> str:
    points = (
        (x + r * sin(pi * i / rays), y - r * cos(pi * i / rays))
        for i in range(2 * rays)
        for r in (inner if i % 2 else outer,)
    )
    return "M" + "L".join(f"{n(px)} {n(py)}" for px, py in points) + "Z"
