"""Writes the tile pictures that the style sheets use: `python -m cms.web.covers.build_tiles`.

Only the two pale pairs may stand behind text; the third is the border of the foot.
"""

from pathlib import Path

from cms.web.covers.motifs import MOTIFS, SIDE

TARGET = Path(__file__).resolve().parents[1] / "frontend" / "img"
PETALS = 1
# file → ground, figure, dot ("" leaves the dots out)
PICTURES = {
    "tile-gold.svg": ("#F7BE2B", "#F5B922", ""),
    "tile-diep.svg": ("#F4EEDF", "#EFE6CF", ""),
    "tile-foot.svg": ("#2E3670", "#F7BE2B", "#BF4135"),
    "tile-house.svg": ("#FDF0CB", "#E8A33A", "#BF4135"),
}


def picture(ground: str, figure: str, dot: str) -> str:
    """One tile of 80×80 that repeats without a seam."""
    colours = {"a": ground, "b": figure, "c": dot}
    layers = "".join(
        f'<path d="{shape}" transform="translate({x} {y}) scale({sx} {sy})" fill="{colours[key]}"/>'
        for key, shape in MOTIFS[PETALS][1]
        if colours[key]
        for x, y, sx, sy in ((0, 0, 1, 1), (SIDE, 0, -1, 1), (0, SIDE, 1, -1), (SIDE, SIDE, -1, -1))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{ground}"/>{layers}</svg>\n'
    )


if __name__ == "__main__":
    for name, colours in PICTURES.items():
        (TARGET / name).write_text(picture(*colours), encoding="utf-8")
