"""Four layouts of upright covers, A to D."""

from dataclasses import dataclass

from cms.plugins.contract import TypeStyle
from cms.web.covers import palette
from cms.web.covers.lines import set_title
from cms.web.covers.motifs import pattern
from cms.web.covers.palette import INK, PAPER
from cms.web.covers.scenes import scene
from cms.web.covers.seed import Seed
from cms.web.covers.svg import CREATOR, clipped, creator, n, rect, title

MARGIN = 20
LABEL, LABEL_TEXT, NOTCH, INSET = 152.0, 112.0, 9.0, 4.5
BAND, LINE = 160.0, 5.0
BAND_SCALES, FULL_SCALES = (0.62, 1.0, 1.25), (0.83, 0.83, 1.25)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid out, on which canvas in px."""

    seed: Seed
    style: TypeStyle
    title: str
    creator: str
    w: int
    h: int


def lay_out(sheet: Sheet) -> tuple[str, str]:
    """Ground colour and content of the layout that the seed chooses."""
    return (_label, _window, _band, _block)[sheet.seed[0] % 4](sheet)


def _label(s: Sheet) -> tuple[str, str]:
    """A: tiles all over, a notebook label on them."""
    colours = palette.tiles(s.style, s.seed[3])
    setting = set_title(s.title, LABEL - 28, LABEL_TEXT)
    foot = 21 if s.creator else 0
    high = 44 + setting.height + foot
    x, y = (s.w - LABEL) / 2, (s.h - high) * 0.42
    middle = s.w / 2
    return colours.ground, (
        pattern(s.seed, s.seed[1], colours, (s.w, s.h), FULL_SCALES[s.seed[6] % 3])
        + f'<path d="{_notched(x, y, LABEL, high, NOTCH)}" fill="{PAPER}"/>'
        + f'<path d="{_notched(x + INSET, y + INSET, LABEL - 2 * INSET, high - 2 * INSET, NOTCH)}" fill="none" '
        + f'stroke="{s.style.deep}" stroke-width="1.2"/>'
        + title(setting, middle, y + 22, INK, middle=True)
        + creator(s.creator, (middle, y + 22 + setting.height + CREATOR + 4), LABEL - 28, s.style.deep, middle=True)
    )


def _notched(x: float, y: float, w: float, h: float, r: float) -> str:
    arc = f"a{n(r)} {n(r)} 0 0 0 "
    return (
        f"M{n(x + r)} {n(y)}H{n(x + w - r)}{arc}{n(r)} {n(r)}V{n(y + h - r)}{arc}-{n(r)} {n(r)}"
        f"H{n(x + r)}{arc}-{n(r)} -{n(r)}V{n(y + r)}{arc}{n(r)} -{n(r)}Z"
    )


def _window(s: Sheet) -> tuple[str, str]:
    """B: an arch window on a landscape, the title centred below it."""
    ground = palette.tiles(s.style, s.seed[3]).ground
    view = palette.view(s.style, s.seed[4], ground)
    wide, high = s.w - 52, s.h * 0.56
    r = n(wide / 2)
    arch = f'<path d="M0 {n(high)}V{r}A{r} {r} 0 0 1 {n(wide)} {r}V{n(high)}Z"/>'
    room = s.h - 20 - high - 16 - CREATOR - 12
    setting = set_title(s.title, s.w - 2 * MARGIN, room - 8)
    top = 20 + high + 8 + (room - setting.height) / 2
    return ground, (
        f'<g transform="translate(26 20)">{clipped(s.seed, arch, scene(s.seed, s.seed[2], view, (wide, high)))}</g>'
        + title(setting, s.w / 2, top, palette.text_on(s.style, ground), middle=True)
        + creator(s.creator, (s.w / 2, s.h - 16), s.w - 2 * MARGIN, palette.text_on(s.style, ground), middle=True)
    )


def _band(s: Sheet) -> tuple[str, str]:
    """C: a band of tiles above, the title on paper below."""
    colours = palette.tiles(s.style, s.seed[3])
    shape = f'<rect width="{s.w}" height="{n(BAND)}"/>'
    setting = set_title(s.title, s.w - 2 * MARGIN, s.h - BAND - LINE - 16 - CREATOR - 18)
    return PAPER, (
        clipped(s.seed, shape, pattern(s.seed, s.seed[1], colours, (s.w, BAND), BAND_SCALES[s.seed[6] % 3]))
        + rect((0, BAND, s.w, LINE), s.style.deep)
        + title(setting, MARGIN, BAND + LINE + 14, INK)
        + creator(s.creator, (MARGIN, s.h - 16), s.w - 2 * MARGIN, s.style.deep)
    )


def _block(s: Sheet) -> tuple[str, str]:
    """D: the title on the sky, the landscape below it."""
    view = palette.view(s.style, s.seed[4])
    top = s.h * 0.39
    setting = set_title(s.title, s.w - 2 * MARGIN, top - 22 - CREATOR - 4)
    land = scene(s.seed, s.seed[2], view, (s.w, s.h - top))
    return view.sky, (
        f'<g transform="translate(0 {n(top)})">{land}</g>'
        + title(setting, MARGIN, 22, palette.text_on(s.style, view.sky))
        + creator(
            s.creator, (MARGIN, 22 + setting.height + CREATOR), s.w - 2 * MARGIN, palette.text_on(s.style, view.sky)
        )
    )
