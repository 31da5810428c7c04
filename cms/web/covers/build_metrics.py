"""Writes `metrics.json` from the two cover fonts: `python -m cms.web.covers.build_metrics`.

The advance widths are committed, so that no font file is read when a page is made. Run it again when a font's version
changes; a test compares the file with the installed fonts.
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(__file__).with_name("metrics.json")
FONTS = {
    "title": "@fontsource/literata/files/literata-{}-500-normal.woff2",
    "creator": "@fontsource/bricolage-grotesque/files/bricolage-grotesque-{}-500-normal.woff2",
}


def advances(pattern: str, modules: Path) -> dict[str, int]:
    """Advance widths in thousandths of an em by letter, of the latin and vietnamese subsets together."""
    widths: dict[str, int] = {}
    for subset in ("latin", "vietnamese"):
        with TTFont(modules / pattern.format(subset)) as font:
            em, table = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                widths[chr(code)] = round(table[glyph][0] * 1000 / em)
    return dict(sorted(widths.items()))


def measure(modules: Path) -> dict[str, dict[str, int]]:
    """All fonts: role → letter → thousandths of an em."""
    return {role: advances(pattern, modules) for role, pattern in FONTS.items()}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(measure(ROOT / "node_modules"), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
