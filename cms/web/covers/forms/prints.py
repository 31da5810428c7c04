"""Album: three tilted prints, the title under them, 256×196."""

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.palette import WHITE
from cms.web.covers.scenes import scene
from cms.web.covers.seed import Seed
from cms.web.covers.svg import clipped, cover, n, rect
from cms.web.covers.svg import title as title_lines

W, H, RADIUS, MARGIN = 256, 196, 4, 20
FOOT = 14
# x, y, width, height, degrees; the middle print is drawn last and lies on top
PRINTS = ((16.0, 36.0, 92.0, 78.0, -6), (150.0, 30.0, 88.0, 80.0, 7), (70.0, 18.0, 116.0, 88.0, 1))


def draw(seed: Seed, style: TypeStyle, title: str, creator: str) -> str:
    """Prints show three landscapes in three colourings."""
    prints = "".join(_print(seed, style, index, place) for index, place in enumerate(PRINTS))
    setting = set_title(title, W - 2 * MARGIN, 60, 24)
    return cover(
        seed,
        (W, H),
        RADIUS,
        style.fill,
        prints + title_lines(setting, MARGIN, H - FOOT - setting.height, palette.text_on(style, style.fill)),
    )


def _print(seed: Seed, style: TypeStyle, index: int, place: tuple[float, float, float, float, int]) -> str:
    x, y, w, h, angle = place
    view = palette.view(style, seed[4] + index, WHITE)
    inner_w, inner_h = w - 10, h - 12
    picture = clipped(
        seed,
        f'<rect width="{n(inner_w)}" height="{n(inner_h)}"/>',
        scene(seed, seed[2] + index, view, (inner_w, inner_h)),
    )
    return (
        f'<g transform="rotate({angle} {n(x + w / 2)} {n(y + h / 2)}) translate({n(x)} {n(y)})">'
        f'{rect((0, 0, w, h), WHITE)}<g transform="translate(5 5)">{picture}</g></g>'
    )
