"""Six cement-tile motifs: shapes in a 40×40 cell, mirrored to a tile of 80×80."""

from math import ceil

from cms.web.covers.palette import Tiles
from cms.web.covers.seed import Seed
from cms.web.covers.svg import n, rect

SIDE = 80
_RING = "M40 40V18A22 22 0 0 0 18 40Z"

# ground, then layers: a = ground, b = figure, c = dot
MOTIFS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("a", (("b", "M40 40V0A40 40 0 0 0 0 40Z"), ("a", _RING), ("c", "M40 40V30A10 10 0 0 0 30 40Z"))),
    ("a", (("b", "M0 0A40 40 0 0 1 40 40A40 40 0 0 1 0 0Z"), ("c", "M40 0V9A9 9 0 0 1 31 0ZM0 40V31A9 9 0 0 1 9 40Z"))),
    ("a", (("b", "M0 40H40V0Q34 34 0 40Z"), ("c", "M0 0H16A16 16 0 0 1 0 16Z"))),
    ("a", (("b", "M0 0H40L0 40Z"), ("c", "M0 0H18L0 18Z"), ("c", "M40 40V28A12 12 0 0 0 28 40Z"))),
    (
        "b",
        (
            ("a", "M40 40V6A34 34 0 0 0 6 40Z"),
            ("b", _RING),
            ("c", "M40 40V29A11 11 0 0 0 29 40Z"),
            ("c", "M0 0H10A10 10 0 0 1 0 10Z"),
        ),
    ),
    (
        "a",
        (
            ("b", "M40 40C14 36 6 22 12 12C22 6 36 14 40 40Z"),
            ("c", "M40 40L40 14Q34 18 34 26ZM40 40L14 40Q18 34 26 34Z"),
            ("c", "M0 0H9A9 9 0 0 1 0 9Z"),
        ),
    ),
)


def pattern(seed: Seed, motif: int, colours: Tiles, size: tuple[float, float], scale: float = 1.0) -> str:
    """Tiles over w×h px from the origin, centred, cut off by whoever clips.

    Drawn layer by layer with a stroke of the layer's own colour: tile by tile, hairlines show at the joints.
    """
    w, h = size
    ground, layers = MOTIFS[motif % len(MOTIFS)]
    by_name = {"a": colours.ground, "b": colours.figure, "c": colours.dot}
    columns, rows = ceil(w / (SIDE * scale)) + 1, ceil(h / (SIDE * scale)) + 1
    left = (w - columns * SIDE * scale) / 2
    top = (h - rows * SIDE * scale) / 2
    drawn = "".join(_layer(seed, shape, by_name[key], columns, rows) for key, shape in layers)
    return rect((0, 0, w, h), by_name[ground]) + (
        f'<g transform="translate({n(left)} {n(top)}) scale({scale:g})" stroke-width=".8">{drawn}</g>'
    )


def _layer(seed: Seed, shape: str, colour: str, columns: int, rows: int) -> str:
    """One shape in all its places: mirrored into a tile, the tile into a row, the row into all rows."""
    cell, tile, row = seed.identifier(), seed.identifier(), seed.identifier()
    mirrors = "".join(
        f'<use href="#{cell}" transform="translate({x} {y}) scale({sx} {sy})"/>'
        for x, y, sx, sy in ((SIDE, 0, -1, 1), (0, SIDE, 1, -1), (SIDE, SIDE, -1, -1))
    )
    across = "".join(f'<use href="#{tile}" x="{i * SIDE}"/>' for i in range(1, columns))
    down = "".join(f'<use href="#{row}" y="{i * SIDE}"/>' for i in range(1, rows))
    return (
        f'<g fill="{colour}" stroke="{colour}"><g id="{row}"><g id="{tile}"><path id="{cell}" d="{shape}"/>'
        f"{mirrors}</g>{across}</g>{down}</g>"
    )
