"""Periodical: a masthead, its issue line and one panel of tiles, 204×272."""

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.motifs import pattern
from cms.web.covers.palette import INK, WHITE, Tiles
from cms.web.covers.seed import Seed
from cms.web.covers.svg import CREATOR, clipped, cover, n, rect
from cms.web.covers.svg import creator as creator_line
from cms.web.covers.svg import title as title_lines

W, H, RADIUS, MARGIN = 204, 272, 2, 18


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """`creator` is the issue line."""
    colour = palette.text_on(style, style.fill)
    room = W - 2 * MARGIN
    setting = set_title(title, room, 68)
    rule = 18 + setting.height + 6
    top = rule + (26 if creator else 12)
    high = H - 18 - top
    colours = (
        Tiles(style.fill, palette.deep(style), style.mate),
        Tiles(WHITE, palette.deep(style), style.mate),
        Tiles(palette.deep(style), style.tint, style.mate),
    )[seed[3] % 3]
    shape = f'<rect width="{room}" height="{n(high)}"/>'
    tiles = pattern(seed, seed[1], colours, (room, high), (0.62, 0.83, 1.0)[seed[6] % 3])
    return cover(
        seed,
        (W, H),
        RADIUS,
        style.fill,
        title_lines(setting, MARGIN, 18, colour)
        + rect((MARGIN, rule, room, 2), INK if colour == INK else WHITE)
        + creator_line(creator, (MARGIN, rule + CREATOR + 6), room, colour)
        + f'<g transform="translate({MARGIN} {n(top)})">{clipped(seed, shape, tiles)}</g>',
    )
