"""The mail's one picture: bars of the last weeks as PNG, since mail programs show no SVG."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from analytics.figures import HIDDEN, PastWeek
from cms.foundation.quantities import number

WIDTH, HEIGHT = 528, 190
_SCALE: Final = 2  # drawn twice as large, for screens of phones
_TOP, _FOOT, _GAP = 34, 30, 12
_PAPER, _INK, _PAST, _NOW = "#FCFAF4", "#1D2350", "#2E3670", "#F7BE2B"


def png(weeks: Sequence[PastWeek]) -> bytes:
    """Bars from zero with their numbers; the last week in gold. A number that is not shown has no bar."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _PAPER)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=16 * _SCALE)
    base, step = (HEIGHT - _FOOT) * _SCALE, WIDTH * _SCALE / max(len(weeks), 1)
    highest = max([each.readers for each in weeks] + [1])
    for index, each in enumerate(weeks):
        left, right = step * index + _GAP / 2 * _SCALE, step * (index + 1) - _GAP / 2 * _SCALE
        middle, is_now = (left + right) / 2, index == len(weeks) - 1
        height = max(0, each.readers) * (base - _TOP * _SCALE) / highest
        if height:
            edge = _INK if is_now else _PAST
            draw.rectangle((left, base - height, right, base), fill=_NOW if is_now else _PAST, outline=edge, width=4)
        said = "–" if each.readers == HIDDEN else number(each.readers)
        draw.text((middle, base - height - 8 * _SCALE), said, font=font, fill=_INK, anchor="ms")
        draw.text((middle, base + 22 * _SCALE), str(each.week.number), font=font, fill=_INK, anchor="ms")
    draw.line((0, base, WIDTH * _SCALE, base), fill=_INK, width=2 * _SCALE)
    written = BytesIO()
    image.quantize(colors=32, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
