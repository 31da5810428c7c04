"""Film: a landscape over an ink strip with a play disc, 288×162."""

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.palette import INK, WHITE
from cms.web.covers.scenes import scene
from cms.web.covers.seed import Seed
from cms.web.covers.svg import circle, clipped, cover, n, rect
from cms.web.covers.svg import title as title_lines

W, H, RADIUS = 288, 162, 8
STRIP = 54


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """The creator stands in the label only: the strip has room for the title."""
    view = palette.view(style, seed[4], INK)
    high = H - STRIP
    middle = high + STRIP / 2
    setting = set_title(title, W - 64 - 16, STRIP - 8, 18.5)
    shape = f'<rect width="{W}" height="{high}"/>'
    return cover(
        seed,
        (W, H),
        RADIUS,
        style.fill,
        clipped(seed, shape, scene(seed, seed[2], view, (W, high), 0.56))
        + rect((0, high, W, STRIP), INK)
        + circle(34, middle, 17, style.fill)
        + f'<path d="M29 {n(middle - 8)}L43 {n(middle)}L29 {n(middle + 8)}Z" fill="{style.on}"/>'
        + title_lines(setting, 64, middle - setting.height / 2, WHITE),
    )
