"""A book's layout never keeps its text from a reader: every word comes into view, and follows the size chosen."""

from __future__ import annotations

import html
import re
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.e2e.reader.hostile import NAMES, book, words

# The words of the page in view that can be seen: the whole of each is in the frame, nothing lies over its first letter,
# and it has a colour of its own. With each its size in CSS pixels.
_SEEN = """() => {
  const ground = [252, 250, 244];
  const rgb = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const seen = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const style = getComputedStyle(parent);
    for (const {index, 0: word} of node.data.matchAll(/\\S+/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const rects = [...range.getClientRects()].filter(({width, height}) => width && height);
      const inside = rects.length && rects.every(({left, right, top, bottom}) =>
        left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1);
      if (!inside) continue;
      const {left, top, width, height} = rects[0];
      const hit = document.elementFromPoint(left + Math.min(width / 2, 4), top + height / 2);
      if (!hit || !(hit === parent || parent.contains(hit))) continue;
      if (rgb(style.color).slice(0, 3).every((part, at) => Math.abs(part - ground[at]) < 60)) continue;
      seen[word] = parseFloat(style.fontSize);
    }
  }
  // Letters that change their face would move words to another page between two looks.
  const faces = document.fonts.size > 0 && document.fonts.status === "loaded";
  const laid = faces && document.documentElement.style.columnWidth.endsWith("px");
  return laid ? {place: [location.pathname, scrollX, scrollY].join(), title: document.title, seen} : null;
}"""
FOUND = Path(__file__).parents[2] / "files/found"
_TAG = re.compile(r"<[^>]+>")
_LEGIBLE = 11  # CSS pixels at the smallest size
_STILL = 40  # looks without a change after the key: the last page


@pytest.fixture(scope="module")
def packed():
    return book().pack()


def walk(reading):
    """What was seen of each chapter from the first page to the last: `{name: {word: size}}`."""
    seen = defaultdict(dict)
    before = None
    while True:
        for _ in range(_STILL):
            try:
                looked = reading.chapter().evaluate(_SEEN)
            except (Error, StopIteration):  # between two chapters
                looked = None
            if looked and looked["place"] != before:
                break
            reading.page.wait_for_timeout(15)
        else:
            return seen
        before = looked["place"]
        seen[looked["title"]].update(looked["seen"])
        reading.page.keyboard.press("ArrowRight")


def held(seen):
    """Whether all was seen; else what was not, by chapter."""
    lost = {name: sorted(words() - set(seen[name])) for name in NAMES}
    return {name: (len(missing), missing[:3]) for name, missing in lost.items() if missing}


CASES = [
    pytest.param(390, 844, "5", id="390-large"),
    pytest.param(390, 844, "1", id="390-small", marks=pytest.mark.slow),
    pytest.param(768, 1024, "3", id="768", marks=pytest.mark.slow),
    pytest.param(1280, 800, "1", id="1280-small", marks=pytest.mark.slow),
    pytest.param(1280, 800, "5", id="1280-large", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("width", "height", "size"), CASES)
def test_every_word_comes_into_view(place, device, packed, width, height, size):
    reading = device(place.book(packed), place.pupil(), width=width, height=height, letters={"size": size})
    seen = walk(reading)
    assert held(seen) == {}
    assert not any("Giấu" in found for found in seen.values())


def test_every_letter_follows_the_size(place, device):
    sized = tuple(name for name in NAMES if "size" in name)
    source = place.book(book(sized, paragraphs=1).pack())
    small, large = (walk(device(source, place.pupil(), width=390, height=844, letters={"size": size})) for size in "15")
    for name in sized:
        assert words(1) <= set(small[name]) & set(large[name]), name
        assert {round(large[name][word] / small[name][word], 2) for word in words(1)} == {2.0}, name  # 32 to 16
        assert min(small[name][word] for word in words(1)) >= _LEGIBLE, name


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FOUND.glob("css-*.epub")), ids=lambda path: path.stem)
def test_every_word_of_a_book_that_was_found_so_comes_into_view(place, device, path):
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(f"OEBPS/c{number}.xhtml").decode() for number in range(2)]
    said = {word for text in texts for word in html.unescape(_TAG.sub(" ", text.split("<body>")[1])).split()}
    reading = device(place.book(path.read_bytes()), place.pupil(), width=390, height=844, letters={"size": "4"})
    seen = {word for found in walk(reading).values() for word in found}
    assert said - seen == set()
