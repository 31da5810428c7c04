"""Runs in the jail: decodes a picture, and makes another one of it.

`program.py <pixels> <file> <folder>` decodes it; with an order behind that it leaves `made` in the folder. The order
is a JSON object: `declared` width and height; `choices`, a rectangle to cut out and a size for it, first for a picture
that stands upright as it is, then for one that has to be turned by a quarter; `format` (empty: as it came), `options`
of saving by format, `background` (a colour or null). It prints the format that it made.
"""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

EXIT_BROKEN = 3
MADE = "made"
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_WITHOUT_PALETTE = {"1": "L", "P": "RGBA", "CMYK": "RGB", "I;16": "L", "LA": "RGBA", "PA": "RGBA"}


def make(picture: Any, folder: Path, order: dict[str, Any]) -> str:
    """Leave the picture that was ordered; its format."""
    from PIL import Image, ImageOps

    came_as = picture.format.lower()
    upright = ImageOps.exif_transpose(picture)
    rectangle, size = order["choices"][list(upright.size) != order["declared"]]
    drawn = upright.convert(_WITHOUT_PALETTE.get(upright.mode, upright.mode)).crop(rectangle)
    drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    name = order["format"] or came_as
    see_through = drawn.mode == "RGBA"
    if see_through and (order["background"] or name == "jpeg"):
        ground = Image.new("RGBA", drawn.size, tuple(order["background"] or (255, 255, 255)))
        drawn = Image.alpha_composite(ground, drawn).convert("RGB")
    if name == "jpeg" and drawn.mode not in {"L", "RGB"}:
        drawn = drawn.convert("RGB")
    drawn.info = {"icc_profile": picture.info["icc_profile"]} if "icc_profile" in picture.info else {}
    drawn.save(folder / MADE, name.upper(), **order["options"].get(name, {}))
    return str(name)


def main(arguments: list[str]) -> None:
    """Do it, or say that the picture is broken."""
    pixels, file, folder = int(arguments[0]), Path(arguments[1]), Path(arguments[2])
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            picture.load()
            if len(arguments) > 3:  # noqa: PLR2004
                sys.stdout.write(make(picture, folder, json.loads(arguments[3])))
    except Exception as error:  # noqa: BLE001  (whatever a decoder says of a file, the file is at fault)
        sys.stderr.write(repr(error))
        sys.exit(EXIT_BROKEN)


if __name__ == "__main__":
    main(sys.argv[1:])
