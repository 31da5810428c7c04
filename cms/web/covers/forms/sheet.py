"""Document: a white sheet under a narrow band of tiles, with a line chart, 200×282."""

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.motifs import pattern
from cms.web.covers.palette import GOLD, INK, WHITE, Tiles
from cms.web.covers.seed import Seed
from cms.web.covers.svg import CREATOR, circle, clipped, cover, n, rect
from cms.web.covers.svg import creator as creator_line
from cms.web.covers.svg import title as title_lines

W, H, RADIUS, MARGIN, BAND = 200, 282, 1, 20, 40
POINTS = 8


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """The eight points of the chart are bytes 8 to 15 of the seed."""
    colours = Tiles(style.fill, style.mate, style.tint)
    band = pattern(seed, seed[1], colours, (W, BAND), 0.5)
    chart_top = H - 56
    setting = set_title(title, W - 2 * MARGIN, chart_top - BAND - 18 - CREATOR - 18, 24)
    top = BAND + 18
    return cover(
        seed,
        (W, H),
        RADIUS,
        WHITE,
        clipped(seed, f'<rect width="{W}" height="{BAND}"/>', band)
        + rect((0, BAND, W, 4), palette.deep(style))
        + title_lines(setting, MARGIN, top, INK)
        + creator_line(creator, (MARGIN, top + setting.height + CREATOR + 6), W - 2 * MARGIN, style.deep)
        + _chart(seed, style.deep, chart_top),
    )


def _chart(seed: Seed, colour: str, top: float) -> str:
    step = (W - 2 * MARGIN) / (POINTS - 1)
    points = [(MARGIN + i * step, top + 28 - seed[8 + i] / 255 * 26) for i in range(POINTS)]
    line = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)
    dots = "".join(circle(x, y, 3.6, GOLD, f' stroke="{colour}" stroke-width="1.8"') for x, y in points)
    return (
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<path d="M{MARGIN} {n(top + 36)}H{W - MARGIN}" stroke="{colour}" stroke-width="1.5"/>{dots}'
    )
