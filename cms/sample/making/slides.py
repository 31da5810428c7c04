"""The slides of the sample film: one flat scene each, in the colours of the house."""

import math
from collections.abc import Callable
from typing import Final

from cms.sample.making.canvas import BLUE, DIEP, GOLD, GREEN, INK, INK_MID, LEAF, PAPER, SKY, SON, Canvas
from cms.sample.making.figures import stars

SIZE: Final = (1280, 720)
_TITLE: Final = ("bricolage-grotesque", 700)
_NIGHTS: Final = (DIEP, DIEP, GOLD)  # what lies over the lit half: it makes a crescent of it, or more than half


def _ground(sky: str, title: str, ink: str) -> Canvas:
    canvas = Canvas(*SIZE, sky)
    canvas.words([title], (SIZE[0] / 2, 92), 58, ink, face=_TITLE)
    return canvas


def _ride(canvas: Canvas, x: float) -> None:
    """Father's motorbike with two heads on it."""
    for wheel in (x - 52, x + 52):
        canvas.disc(wheel, 548, 30, PAPER, 7)
    canvas.shape([(x - 62, 540), (x - 40, 492), (x + 30, 492), (x + 62, 540)], SON, 5)
    canvas.shape([(x + 30, 492), (x + 44, 452), (x + 56, 452), (x + 50, 500)], SON, 5)
    for head, top, shirt in ((x + 6, 428, GREEN), (x - 34, 444, BLUE)):
        canvas.box((head - 17, top + 16), (head + 17, 500), shirt, 12)
        canvas.disc(head, top, 19, GOLD, 5)


def follows(title: str) -> Canvas:
    """The ride home under the moon."""
    canvas = _ground(INK, title, PAPER)
    stars(canvas, SIZE[0], 300, 40)
    canvas.disc(980, 250, 74, GOLD)
    canvas.hills(520, 16, 2, 0.6, INK_MID)
    canvas.box((0, 576), (SIZE[0], SIZE[1]), GREEN)
    _ride(canvas, 420)
    return canvas


def near_is_fast(title: str) -> Canvas:
    """Trees with long strokes, a house with short ones, mountains with none."""
    canvas = _ground(SKY, title, INK)
    canvas.shape(
        [(0, 470), (260, 250), (470, 400), (760, 220), (1010, 410), (1280, 280), (1280, 720), (0, 720)], INK_MID
    )
    canvas.box((0, 470), (SIZE[0], SIZE[1]), LEAF)
    canvas.box((560, 400), (690, 500), PAPER)
    canvas.shape([(540, 402), (625, 340), (710, 402)], SON, 4)
    canvas.box((0, 576), (SIZE[0], SIZE[1]), GREEN)
    for x in (120, 420, 900, 1180):
        canvas.box((x - 11, 420), (x + 11, 590), INK)
        canvas.disc(x, 390, 70, GREEN, 6)
        for row in range(3):
            canvas.box((x + 90, 360 + 34 * row), (x + 90 + 120 - 26 * row, 368 + 34 * row), INK)
    return canvas


def far_away(title: str) -> Canvas:
    """The Earth, the moon, and two lines of sight that hardly part."""
    canvas = _ground(INK, title, PAPER)
    stars(canvas, SIZE[0], 600, 46)
    for y in (400, 430):
        for dash in range(21):
            share = dash / 21
            x, at = 330 + 700 * share, y + (350 - y) * share
            canvas.box((x, at - 3), (x + 18, at + 3), GOLD)
    canvas.disc(210, 420, 130, BLUE, 6)
    canvas.oval(180, 380, (58, 40), LEAF)
    canvas.oval(250, 470, (46, 30), LEAF)
    canvas.disc(1080, 345, 46, DIEP, 5)
    canvas.words(["384.000 km"], (690, 300), 46, GOLD, face=_TITLE)
    return canvas


def phases(title: str) -> Canvas:
    """New moon, half, full, half: how much of the lit side is seen."""
    canvas = _ground(INK, title, PAPER)
    names = ("Trăng non", "Nửa trăng", "Trăng rằm", "Nửa trăng")
    for number, name in enumerate(names):
        at = (190 + 300 * number, 350)
        canvas.disc(*at, 92, INK_MID)
        if name == "Trăng rằm":
            canvas.disc(*at, 92, GOLD)
        elif name == "Nửa trăng":
            _half(canvas, at, 92, waning=number > 1)
        canvas.words([name], (at[0], 490), 34, PAPER, face=_TITLE)
    return canvas


def _half(canvas: Canvas, at: tuple[float, float], radius: float, *, waning: bool = False) -> None:
    """The lit half: on the right while the moon grows, as it is seen from Vietnam."""
    turn = math.pi / 2 if waning else -math.pi / 2
    angles = [turn + math.pi * step / 60 for step in range(61)]
    canvas.shape([(at[0] + radius * math.cos(angle), at[1] + radius * math.sin(angle)) for angle in angles], GOLD)


def tonight(title: str) -> Canvas:
    """A notebook with circles to fill in."""
    canvas = _ground(GOLD, title, INK)
    canvas.box((330, 170), (950, 580), INK, 18)
    canvas.box((338, 178), (942, 572), PAPER, 12)
    for number in range(8):
        at = (430 + 140 * (number % 4), 290 + 170 * (number // 4))
        canvas.disc(*at, 50, DIEP, 5)
        if number < len(_NIGHTS):
            _half(canvas, at, 45)
            canvas.oval(*at, (24, 45), _NIGHTS[number])
    canvas.shape([(1000, 560), (1120, 300), (1150, 314), (1030, 574), (994, 596)], SON, 5)
    return canvas


SLIDES: Final[tuple[Callable[[str], Canvas], ...]] = (follows, near_is_fast, far_away, phases, tonight)
