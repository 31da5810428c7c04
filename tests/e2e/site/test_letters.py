"""The clip rule of docs/design/visual.md: nothing that clips may cut a mark off, or Ấ becomes Â, another word."""

from __future__ import annotations

import unicodedata

import pytest

# All letters of Vietnamese with a mark, both cases.
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + ["đ"]
LETTERS = [letter for letter in SMALL if not letter.isascii()]
ALL = LETTERS + [letter.upper() for letter in LETTERS]

STYLES = """
    display section-title panel-title work-title book-title result-title shelf-title passage small tiny lead
    brand__name brand__school object__title object__creator way__name field__label chip button pill half__title
    news__title
""".split()
# Those clip by themselves, and must have brought the room along.
OWN_ROOM = ("brand__school", "object__title")

ROWS = """([style, letters, room, clips]) => {
  const main = document.querySelector("main");
  const frame = document.createElement("div");
  frame.id = "frame";
  Object.assign(frame.style, { padding: "60px 20px", width: "max-content", background: "#fff" });
  for (let at = 0; at < letters.length; at += 17) {
    const row = document.createElement("div");
    row.className = style;
    Object.assign(row.style, { paddingInline: ".2em", whiteSpace: "nowrap", width: "max-content", maxWidth: "none" });
    Object.assign(row.style, { marginTop: "40px", border: 0, minHeight: 0 });
    if (room) Object.assign(row.style, { display: "block", paddingBlock: room });
    row.style.overflow = clips ? "hidden" : "visible";
    if (!clips) row.style.webkitLineClamp = "none";
    row.textContent = letters.slice(at, at + 17).join(" ");
    frame.append(row);
  }
  main.replaceChildren(frame);
  document.querySelector(".bar")?.remove(); // it lies over the page
}"""


def test_there_are_all_the_letters():
    assert len(ALL) == 134


@pytest.mark.parametrize(
    ("width", "look"),
    [
        (360, "usual"),
        pytest.param(360, "easy", marks=pytest.mark.slow),
        pytest.param(1440, "usual", marks=pytest.mark.slow),
        pytest.param(1440, "easy", marks=pytest.mark.slow),
    ],
)
def test_no_text_style_loses_a_mark_where_it_is_clipped(place, visit, width, look):
    page = visit("/vao/", width=width, height=900)
    if look == "easy":
        page.locator("button[value=easy]").click()
        page.wait_for_load_state()
    page.evaluate("Promise.all([...document.fonts].map((font) => font.load()))")
    frame = page.locator("#frame")
    damaged = []
    for style in STYLES:
        pictures = []
        for clips in (True, False):
            page.evaluate(ROWS, [style, ALL, "" if style in OWN_ROOM else "0.3em", clips])
            pictures.append(frame.screenshot())
        if pictures[0] != pictures[1]:
            damaged.append(style)
    assert damaged == []


@pytest.mark.parametrize("family", ["Bricolage Grotesque Variable", "Literata", "Andika"])
def test_every_letter_comes_from_the_font_and_none_from_another(place, visit, family):
    page = visit("/vao/")
    missing = page.evaluate(
        """async ([family, letters]) => {
          await Promise.all([...document.fonts].map((font) => font.load()));
          const pen = document.createElement("canvas").getContext("2d");
          const wide = (other, text) => {
            pen.font = `500 100px "${family}", ${other}`;
            return pen.measureText(text).width;
          };
          // With two stand-ins of different width, a letter that is not in the font is as wide as the stand-in.
          return letters.filter((letter) => wide("monospace", letter) !== wide("serif", letter));
        }""",
        [family, ALL],
    )
    assert missing == []
