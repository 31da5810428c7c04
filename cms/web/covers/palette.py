"""Colours of covers: the type's five and the house's four, chosen by bytes of the seed."""

from dataclasses import dataclass

from cms.plugins.contract import TypeStyle

INK, GOLD, PAPER, WHITE = "#1D2350", "#F7BE2B", "#FCFAF4", "#FFFFFF"

# Types whose coloured text equals their ground need a darker shade for figures on that ground.
_SHADES = {"#6A2B70": "#4C1B52", "#31403F": "#1F2B2A"}


@dataclass(frozen=True, slots=True)
class Tiles:
    ground: str
    figure: str
    dot: str


@dataclass(frozen=True, slots=True)
class View:
    sky: str
    disc: str
    back: str
    middle: str
    front: str


def deep(style: TypeStyle) -> str:
    """The type's deep colour where it stands on its fill: never the fill itself."""
    if style.deep != style.fill:
        return style.deep
    return _SHADES.get(style.fill) or darker(style.fill)


def darker(colour: str) -> str:
    """#RRGGBB at 70% of its light."""
    return "#" + "".join(f"{int(colour[i : i + 2], 16) * 7 // 10:02X}" for i in (1, 3, 5))


def tiles(style: TypeStyle, byte: int) -> Tiles:
    """h3: ground, figure, dot."""
    fill, dark, tint = style.fill, deep(style), style.tint
    return (
        Tiles(fill, dark, GOLD),
        Tiles(tint, fill, dark),
        Tiles(GOLD, fill, INK),
        Tiles(INK, fill, GOLD),
        Tiles(fill, tint, dark),
    )[byte % 5]


def view(style: TypeStyle, byte: int, ground: str = "") -> View:
    """h4: sky, disc, back, middle, front; a sky that equals the ground around it becomes paper."""
    fill, dark, tint = style.fill, deep(style), style.tint
    chosen = (
        View(tint, GOLD, fill, dark, INK),
        View(GOLD, PAPER, fill, dark, INK),
        View(INK, GOLD, dark, fill, tint),
        View(fill, GOLD, dark, INK, tint),
        View(tint, fill, GOLD, dark, INK),
    )[byte % 5]
    if chosen.sky == ground:
        return View(PAPER, chosen.disc, chosen.back, chosen.middle, chosen.front)
    return chosen


def text_on(style: TypeStyle, ground: str) -> str:
    """A text colour allowed on this ground."""
    if ground == INK:
        return WHITE
    if ground in (style.deep, deep(style)):
        return WHITE
    return style.on if ground == style.fill else INK
