"""Pictures of one colour, and those that are made to cost much or were cut off."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def picture(
    form: str = "PNG",
    size: tuple[int, int] = (300, 200),
    mode: str = "RGB",
    colour: tuple[int, ...] = (200, 30, 30),
    **options: Any,
) -> bytes:
    """A picture in this format of Pillow, with the options of its writer."""
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, form, **options)
    return written.getvalue()


HEADER_ONLY = picture()[:33]


def hostile() -> dict[str, bytes]:
    """Broken, cut off, or far larger than their bytes."""
    return {
        "nothing but a header.png": HEADER_ONLY,
        "half.png": picture(size=(500, 500))[:-200],
        "half.jpg": picture("JPEG", size=(900, 900))[:2000],
        "half.webp": picture("WEBP", size=(900, 900))[:200],
        "81 million pixels.webp": picture("WEBP", size=(9000, 9000)),
        "a line.png": picture(size=(20_000, 1)),
        "noise.jpg": b"\xff\xd8\xff\xe0" + bytes(1000),
    }
