"""A canvas for flat woodblock shapes: even ink outlines, no gradients."""

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from cms.sample.making.fonts import merged

INK, PAPER, DIEP, GOLD, GOLD_2 = "#1D2350", "#FCFAF4", "#F4EEDF", "#F7BE2B", "#E9A90F"
SON, SON_DEEP, BLUE, SKY, GREEN = "#BF4135", "#9A2E24", "#2B59BE", "#82C1E8", "#07806F"
LEAF, PINK, INK_MID, PLUM = "#CBD478", "#E9A3B4", "#2E3670", "#6A2B70"
_OVER = 3  # drawn this many times larger and scaled down: Pillow itself draws without smooth edges
_COLOURS = 96

Point = tuple[float, float]


class Canvas:
    """A picture measured in its final pixels."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _OVER, height * _OVER), ground)
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, radius: float, fill: str, line: float = 0) -> None:
        """A circle around a point."""
        self.oval(x, y, (radius, radius), fill, line)

    def oval(self, x: float, y: float, halves: Point, fill: str, line: float = 0) -> None:
        """An ellipse around a point by half its width and height, with an ink outline when `line` is given."""
        box = [_OVER * n for n in (x - halves[0], y - halves[1], x + halves[0], y + halves[1])]
        self._draw.ellipse(box, fill=fill, outline=INK if line else None, width=round(line * _OVER) or 1)

    def ring(self, at: Point, radius: float, colour: str, line: float, arc: tuple[float, float]) -> None:
        """A piece of a circle's line from one angle to another, clockwise in degrees from the right."""
        x, y = at
        box = [_OVER * n for n in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.arc(box, arc[0], arc[1], fill=colour, width=round(line * _OVER))

    def shape(self, points: Sequence[Point], fill: str, line: float = 0) -> None:
        scaled = [(x * _OVER, y * _OVER) for x, y in points]
        self._draw.polygon(scaled, fill=fill)
        if line:
            self._draw.line([*scaled, scaled[0], scaled[1]], fill=INK, width=round(line * _OVER), joint="curve")

    def box(self, top_left: Point, bottom_right: Point, fill: str, radius: float = 0) -> None:
        """A rectangle, its corners rounded off."""
        self._draw.rounded_rectangle([_OVER * n for n in (*top_left, *bottom_right)], radius * _OVER, fill=fill)

    def hills(self, base: float, swing: float, waves: float, phase: float, fill: str) -> None:
        """A rolling line of hills from one side to the other, filled down to the foot."""
        top = [
            (x, base - swing * math.sin(phase + waves * math.tau * x / self.width)) for x in range(0, self.width + 8, 8)
        ]
        self.shape([*top, (self.width, self.height), (0, self.height)], fill)

    def scales(self, top: float, radius: float, outer: str, inner: str) -> None:
        """Water as rows of scales down to the foot."""
        rows = math.ceil((self.height - top) / (radius * 0.6)) + 1
        for row in range(rows):
            y = top + radius + row * radius * 0.6
            for column in range(-1, math.ceil(self.width / (2 * radius)) + 1):
                x = (2 * column + (row % 2)) * radius + radius
                for share, colour in ((1, outer), (0.72, inner), (0.42, outer)):
                    self.disc(x, y, radius * share, colour)

    def grass(self, foot: float, height: float, step: float, fill: str) -> None:
        """Blades of rice, bent a little to both sides in turn."""
        for number in range(-1, math.ceil(self.width / step) + 1):
            x, lean = number * step, (0.7 if number % 2 else -0.5) * step
            tall = height * (0.72 + 0.28 * math.sin(number * 2.4))
            self.shape([(x - step * 0.3, foot), (x + lean, foot - tall), (x + step * 0.42, foot)], fill)

    def words(self, lines: Sequence[str], at: Point, size: float, fill: str, *, face: tuple[str, int]) -> None:
        """Lines of text, centred on `at`, the first with its middle there."""
        font = ImageFont.truetype(BytesIO(merged(*face)), round(size * _OVER))
        for number, text in enumerate(lines):
            y = (at[1] + number * size * 1.24) * _OVER
            self._draw.text((at[0] * _OVER, y), text, font=font, fill=fill, anchor="mm")

    def png(self) -> bytes:
        """The picture as a PNG with few colours, the same bytes each time on one version of Pillow."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        out = BytesIO()
        small.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        return out.getvalue()
