"""Vietnamese fonts for pictures and PDF, from the packages that the front end uses."""

import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

_PACKAGES = Path(__file__).parents[3] / "node_modules" / "@fontsource"
_SUBSETS = ("latin", "vietnamese")
_LAYOUT = ("GSUB", "GPOS", "GDEF", "STAT", "DSIG")  # the merger refuses some of them, precomposed letters need none


@cache
def merged(family: str, weight: int) -> bytes:
    """One TrueType file with the Latin and the Vietnamese letters of a family such as “literata”.

    Raises:
        FileNotFoundError: `npm ci` has not been run.
    """
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in _SUBSETS:
            font = TTFont(_PACKAGES / family / "files" / f"{family}-{subset}-{weight}-normal.woff2")
            font.flavor = None
            for table in _LAYOUT:
                if table in font:
                    del font[table]
            parts.append(str(Path(folder) / f"{subset}.ttf"))
            font.save(parts[-1])
        whole = BytesIO()
        Merger().merge(parts).save(whole)
    return whole.getvalue()
