"""A picture from an upload, drawn anew; runs in the jail."""

import warnings
from pathlib import Path
from typing import Final

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.jail.leaving import COVER

COVER_EDGE: Final = 1600
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")


def redraw(file: Path, folder: Path) -> None:
    """Leave the picture as JPEG, so that nothing but its pixels is left of it.

    Raises:
        RefusedError: `picture`: none of the formats that we take, broken, or with too many pixels.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = bounds.PICTURE_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            picture.draft("RGB", (COVER_EDGE, COVER_EDGE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((COVER_EDGE, COVER_EDGE))
            with_alpha = upright.convert("RGBA")
            flat = Image.new("RGB", with_alpha.size, "white")
            flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
            flat.save(folder / COVER, quality=85)
    except (
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise RefusedError("picture", str(error)) from error
