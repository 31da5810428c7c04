"""Things that several pictures show: the buffalo calf, the water jar, the moon."""

import math

from cms.sample.making.canvas import DIEP, GOLD, GOLD_2, INK, INK_MID, PAPER, PINK, SON, SON_DEEP, Canvas


def moon(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A full moon with three plains."""
    canvas.disc(x, y, radius, GOLD)
    for dx, dy, share in ((-0.35, -0.2, 0.2), (0.3, 0.3, 0.26), (0.32, -0.42, 0.13)):
        canvas.disc(x + dx * radius, y + dy * radius, share * radius, GOLD_2)


def stars(canvas: Canvas, top: float, bottom: float, count: int) -> None:
    """Small discs in a strip of the sky, placed by two irrational steps so that no two come close."""
    for number in range(1, count + 1):
        x = (number * 0.618034 % 1) * canvas.width
        y = top + (number * 0.7548777 % 1) * (bottom - top)
        canvas.disc(x, y, 2.5 + number % 3, DIEP)


def calf(canvas: Canvas, x: float, y: float, size: float, *, asleep: bool = False) -> None:
    """The head of Nghé; `size` is half its width without the ears."""
    line = size * 0.05
    for side in (-1, 1):
        horn = [(x + side * size * a, y - size * b) for a, b in _HORN]
        canvas.shape(horn, GOLD, line)
        canvas.oval(x + side * size * 1.12, y - size * 0.18, (size * 0.36, size * 0.2), INK_MID, line)
        canvas.oval(x + side * size * 1.14, y - size * 0.17, (size * 0.2, size * 0.1), PINK)
    canvas.oval(x, y, (size * 0.86, size * 0.98), INK_MID, line)
    canvas.oval(x, y + size * 0.52, (size * 0.66, size * 0.5), DIEP, line)
    for side in (-1, 1):
        canvas.oval(x + side * size * 0.24, y + size * 0.44, (size * 0.08, size * 0.11), INK)
        eye = (x + side * size * 0.4, y - size * 0.2)
        if asleep:
            canvas.ring(eye, size * 0.15, PAPER, line, (20, 160))
        else:
            canvas.disc(*eye, size * 0.17, PAPER)
            canvas.disc(eye[0], eye[1] + size * 0.04, size * 0.1, INK)
    canvas.ring((x, y + size * 0.62), size * 0.2, INK, line, (25, 155))
    canvas.shape([(x - size * 0.2, y - size * 0.92), (x, y - size * 0.55), (x + size * 0.2, y - size * 0.92)], INK)


_HORN = [(0.3, 0.7), (0.62, 0.5), (0.95, 0.82), (1.12, 1.05), (1.08, 1.38), (0.94, 1.16), (0.72, 1.04), (0.42, 1.0)]


def jar(canvas: Canvas, x: float, y: float, size: float, *, with_moon: bool) -> None:
    """A water jar seen a little from above; `size` is half the width of its mouth."""
    line = size * 0.05
    side = [(x + size * (1.0 + 0.34 * math.sin(t * math.pi)), y + size * 1.5 * t) for t in (n / 12 for n in range(13))]
    left = [(2 * x - px, py) for px, py in reversed(side)]
    canvas.shape([*side, *left], SON, line)
    for share in (0.45, 0.6):
        middle = y + size * 1.5 * share
        canvas.box((x - size * 1.24, middle), (x + size * 1.24, middle + size * 0.07), SON_DEEP)
    canvas.oval(x, y, (size * 1.06, size * 0.42), SON_DEEP, line)
    canvas.oval(x, y + size * 0.03, (size * 0.88, size * 0.32), INK)
    if with_moon:
        canvas.oval(x, y + size * 0.05, (size * 0.42, size * 0.2), GOLD)
