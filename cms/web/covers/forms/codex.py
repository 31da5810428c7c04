"""Paper book: 200×292 with a spine."""

from cms.plugins.contract import TypeStyle
from cms.web.covers.layouts import Sheet, lay_out
from cms.web.covers.seed import Seed
from cms.web.covers.svg import cover, rect

W, H, RADIUS = 200, 292, 3


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """The layout of the seed under a shaded spine."""
    ground, content = lay_out(Sheet(seed, style, title, creator, W, H))
    spine = rect((0, 0, 9, H), "#000000", ' fill-opacity=".16"') + rect((9, 0, 2, H), "#FFFFFF", ' fill-opacity=".28"')
    return cover(seed, (W, H), RADIUS, ground, content + spine)
