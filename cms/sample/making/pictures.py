"""Draw the covers and pictures of the sample books: `python -m cms.sample.making.pictures`."""

from collections.abc import Callable

from cms.sample import content
from cms.sample.making.canvas import (
    BLUE,
    DIEP,
    GOLD,
    GOLD_2,
    GREEN,
    INK,
    INK_MID,
    LEAF,
    PAPER,
    PINK,
    PLUM,
    SKY,
    SON,
    SON_DEEP,
    Canvas,
)
from cms.sample.making.figures import calf, jar, moon, stars

_COVER, _SCENE = (600, 828), (800, 560)
_TITLE, _NAME = ("literata", 500), ("bricolage-grotesque", 500)


def cover_of_the_gatherer() -> Canvas:
    """Echo rings from the mouth of the mountain, jars inside, Mây and Khoai on the path."""
    canvas = Canvas(*_COVER, INK)
    stars(canvas, 270, 560, 26)
    for number, colour in enumerate((INK_MID, PLUM, BLUE)):
        canvas.ring((300, 600), 400 - 70 * number, colour, 16, (180, 360))
    canvas.shape([(60, 700), (150, 470), (205, 520), (300, 330), (372, 450), (430, 410), (560, 700)], PLUM)
    canvas.shape([(300, 330), (372, 450), (430, 410), (560, 700), (330, 700)], "#4C1B52")
    canvas.disc(300, 590, 86, GOLD)
    canvas.box((214, 590), (386, 710), GOLD)
    canvas.disc(300, 596, 66, PINK)
    canvas.box((234, 596), (366, 710), PINK)
    for x, y in ((256, 600), (300, 580), (344, 600), (256, 656), (344, 656)):
        canvas.oval(x, y, (15, 18), SON, 3)
        canvas.oval(x, y - 15, (9, 5), GREEN, 2)
    canvas.hills(706, 12, 1.5, 0.4, GREEN)
    canvas.hills(752, 10, 2, 1.6, LEAF)
    canvas.grass(840, 90, 26, GREEN)
    canvas.shape([(276, 742), (292, 676), (308, 676), (324, 742)], SON, 3)
    canvas.disc(300, 662, 17, DIEP, 3)
    canvas.shape([(270, 660), (300, 632), (330, 660)], GOLD, 3)
    calf(canvas, 392, 706, 30)
    canvas.words(["Mây và", "Người Nhặt Tiếng"], (300, 96), 58, PAPER, face=_TITLE)
    canvas.words(["Hà Lam Khê"], (300, 232), 24, GOLD, face=_NAME)
    return canvas


def cover_of_the_planet() -> Canvas:
    """A volcano between the moon and the tide, rice in front."""
    canvas = Canvas(*_COVER, GOLD)
    canvas.disc(468, 372, 70, PAPER, 5)
    for dx, dy, radius in ((-22, -12, 13), (22, 18, 17), (14, -30, 8)):
        canvas.disc(468 + dx, 372 + dy, radius, DIEP)
    for x, y, radius in ((236, 384, 40), (274, 356, 44), (208, 346, 34), (246, 326, 34)):
        canvas.disc(x, y, radius, DIEP)
    canvas.shape([(20, 680), (200, 410), (292, 410), (470, 680)], SON, 5)
    canvas.shape([(246, 410), (292, 410), (470, 680), (300, 680)], SON_DEEP)
    canvas.shape([(196, 416), (296, 416), (270, 470), (256, 450), (240, 540), (226, 456), (214, 476)], GOLD_2, 4)
    canvas.scales(630, 34, BLUE, SKY)
    canvas.grass(850, 170, 30, GREEN)
    canvas.grass(850, 120, 34, LEAF)
    canvas.words(["Hành tinh", "kể chuyện"], (300, 96), 72, INK, face=_TITLE)
    canvas.words(["Trịnh Hải Sơn"], (300, 258), 24, INK, face=_NAME)
    return canvas


def cover_of_the_jar() -> Canvas:
    """Nghé over the jar with a moon in it."""
    canvas = Canvas(*_COVER, BLUE)
    stars(canvas, 250, 540, 20)
    canvas.hills(600, 26, 1.2, 0.2, PLUM)
    canvas.hills(690, 14, 1.6, 2, GREEN)
    calf(canvas, 300, 440, 120)
    jar(canvas, 300, 610, 116, with_moon=True)
    canvas.words(["Nghé và vầng trăng", "trong chum"], (300, 92), 54, GOLD, face=_TITLE)
    canvas.words(["Hà Lam Khê"], (300, 218), 24, PAPER, face=_NAME)
    return canvas


def moon_in_the_jar() -> Canvas:
    """Nghé finds the moon in the water."""
    canvas = Canvas(*_SCENE, BLUE)
    stars(canvas, 0, 300, 30)
    moon(canvas, 640, 120, 64)
    canvas.hills(410, 20, 1.3, 0.6, PLUM)
    canvas.hills(470, 10, 1.8, 2.2, GREEN)
    jar(canvas, 520, 380, 84, with_moon=True)
    calf(canvas, 290, 330, 104)
    return canvas


def firefly() -> Canvas:
    """The firefly holds her lamp for Nghé on the bank of the field."""
    canvas = Canvas(*_SCENE, PLUM)
    stars(canvas, 0, 240, 18)
    canvas.hills(420, 16, 1.1, 1.2, INK)
    canvas.grass(570, 190, 36, GREEN)
    canvas.disc(520, 230, 120, INK_MID)
    canvas.disc(520, 230, 74, GOLD)
    canvas.oval(520, 222, (22, 34), SON, 4)
    canvas.oval(492, 206, (26, 14), SKY, 3)
    canvas.oval(548, 206, (26, 14), SKY, 3)
    canvas.disc(520, 184, 17, DIEP, 3)
    calf(canvas, 270, 340, 100)
    canvas.grass(575, 90, 30, LEAF)
    return canvas


def whole_hamlet() -> Canvas:
    """Everybody around the jar under the full moon; Nghé sleeps."""
    canvas = Canvas(*_SCENE, BLUE)
    stars(canvas, 0, 240, 24)
    moon(canvas, 400, 140, 92)
    canvas.hills(400, 18, 1, 0.3, PLUM)
    canvas.hills(450, 8, 1.5, 1, GREEN)
    jar(canvas, 400, 370, 62, with_moon=True)
    calf(canvas, 190, 420, 74, asleep=True)
    canvas.oval(610, 460, (66, 46), LEAF, 4)
    for x in (586, 634):
        canvas.disc(x, 414, 19, LEAF, 4)
        canvas.disc(x, 412, 8, INK)
    canvas.ring((610, 452), 30, INK, 4, (20, 160))
    canvas.disc(524, 506, 26, GOLD_2, 4)
    canvas.oval(296, 516, (40, 12), PAPER, 3)
    canvas.oval(716, 480, (34, 24), DIEP, 4)
    canvas.disc(690, 458, 12, DIEP, 4)
    canvas.disc(716, 452, 12, PINK, 4)
    return canvas


PICTURES: dict[str, Callable[[], Canvas]] = {
    "bia-may-va-nguoi-nhat-tieng.png": cover_of_the_gatherer,
    "bia-hanh-tinh-ke-chuyen.png": cover_of_the_planet,
    "bia-nghe-va-vang-trang-trong-chum.png": cover_of_the_jar,
    "tranh-chum-trang.png": moon_in_the_jar,
    "tranh-dom-dom.png": firefly,
    "tranh-ca-xom.png": whole_hamlet,
}


def main() -> None:
    for name, draw in PICTURES.items():
        (content.PICTURES / name).write_bytes(draw().png())


if __name__ == "__main__":
    main()
