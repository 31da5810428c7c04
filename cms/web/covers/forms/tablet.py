"""Screen book: 200×276 in an ink frame."""

from cms.plugins.contract import TypeStyle
from cms.web.covers.layouts import Sheet, lay_out
from cms.web.covers.palette import INK
from cms.web.covers.seed import Seed
from cms.web.covers.svg import cover

W, H, RADIUS, FRAME = 200, 276, 14, 5


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """The layout of the seed in a frame that lies inside the edge."""
    ground, content = lay_out(Sheet(seed, style, title, creator, W, H))
    frame = (
        f'<rect x="{FRAME / 2}" y="{FRAME / 2}" width="{W - FRAME}" height="{H - FRAME}" rx="{RADIUS - FRAME / 2}" '
        f'fill="none" stroke="{INK}" stroke-width="{FRAME}"/>'
    )
    return cover(seed, (W, H), RADIUS, ground, content + frame)
