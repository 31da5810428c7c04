"""The tokens of the style sheet keep their contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "cms/web/frontend/css"
TOKENS = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6})", (CSS / "tokens.css").read_text("utf-8")))
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    *((text, ground, TEXT) for ground in ("paper", "white", "diep", "gold-tint") for text in ("ink", "ink-2")),
    *((text, ground, TEXT) for ground in ("paper", "white") for text in ("error", "ok")),
    ("ink", "mark", TEXT),
    ("ink", "gold", TEXT),
    ("white", "ink", TEXT),
    ("white", "ink-mid", TEXT),
    ("gold", "ink", TEXT),
    ("on-ink-2", "ink", TEXT),
    *(("edge", ground, SHAPE) for ground in ("paper", "white", "diep")),
    *(("focus", ground, SHAPE) for ground in ("paper", "white", "gold")),
    ("son", "paper", SHAPE),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_is_read_and_what_is_pressed_stands_out(front, ground, least):
    assert contrast(TOKENS[front], TOKENS[ground]) >= least


def test_a_focus_ring_is_seen_on_ink_by_its_white_inner_ring():
    assert contrast(TOKENS["white"], TOKENS["ink"]) > SHAPE
    assert "box-shadow: 0 0 0 3px var(--white)" in (CSS / "base.css").read_text("utf-8")


def test_no_second_ink_stands_on_gold():
    hero = "".join(re.findall(r"\.hero[^{]*\{[^}]*\}", (CSS / "home.css").read_text("utf-8")))
    assert "--ink-2" not in hero


def test_letters_are_never_smaller_than_fourteen_but_in_the_picture_of_a_cover():
    rules = "".join(path.read_text("utf-8") for path in CSS.glob("*.css"))
    outside = re.sub(r"[^{}]*svg\.cover[^{}]*\{[^}]*\}", "", rules)
    sizes = [float(size) for size in re.findall(r"(?:font|font-size):[^;}]*?([\d.]+)px", outside)]
    assert sizes
    assert min(sizes) >= 14


def test_both_ways_to_high_contrast_say_the_same():
    sheet = (CSS / "contrast.css").read_text("utf-8")
    media = sheet[sheet.index("@media (prefers-contrast") :].split("\n}", 1)[0]
    by_switch = {rule.strip() for rule in re.findall(r"^html\.contrast (.*)$", sheet, re.MULTILINE)}
    by_system = {rule.strip() for rule in media.splitlines()[2:]}
    assert by_switch - {rule for rule in by_switch if rule.startswith("{")} == by_system


def test_no_language_but_vietnamese_and_latin_is_shipped_in_fonts():
    fonts = (CSS / "fonts.css").read_text("utf-8")
    assert set(re.findall(r"-(latin|vietnamese|latin-ext|cyrillic|greek)-", fonts)) == {"latin", "vietnamese"}
    assert fonts.count("font-display: swap") == fonts.count("@font-face")
