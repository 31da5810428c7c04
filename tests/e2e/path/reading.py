"""What a reader sees of an EPUB in the shell."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

# The paragraphs of the column in the middle of the window: the others are laid out beside it and cut off. Script may
# not run in a chapter, so nothing but geometry can be asked.
_VISIBLE = """() => {
  let middle = window.parent.innerWidth / 2;
  middle -= window.frameElement.getBoundingClientRect().left;
  const inColumn = (box) => box.left < middle && box.right > middle;
  const seen = [...document.querySelectorAll("p")].filter((one) => [...one.getClientRects()].some(inColumn));
  return seen.map((one) => one.textContent);
}"""
_SAVED = """async () => {
  const { progress_url } = JSON.parse(document.getElementById("reader").textContent);
  return (await fetch(progress_url, { cache: "no-store" })).json();
}"""


def chapter(page: Page) -> Frame | None:
    """The frame of the chapter in view, if it has been loaded."""
    found = [frame for frame in page.frames if "/c/" in frame.url and not frame.is_detached()]
    return found[-1] if found else None


def visible_sentences(page: Page) -> list[str]:
    """Paragraphs of the chapter of which something is in view."""
    frame = chapter(page)
    return list(frame.evaluate(_VISIBLE)) if frame else []


def saved_quotation(page: Page) -> str:
    """The first words of the place that the library has kept for this reader; the whole book's end when it has none."""
    locator = page.evaluate(_SAVED)["locator"]
    return locator["text"]["highlight"].strip()[:20] if locator else "\N{END OF TRANSMISSION}"


def in_bar(page: Page, selector: str) -> None:
    """Press what stands in a bar of the reader; the bars leave after a while and come back when the mouse moves."""
    until(page, lambda: _bars_shown(page))
    page.locator(selector).click()


def _bars_shown(page: Page) -> bool:
    width, height = page.evaluate("() => [innerWidth, innerHeight]")
    for share in (0.4, 0.6):
        page.mouse.move(width * share, height / 2)
    return bool(page.evaluate("() => !document.body.classList.contains('is-quiet')"))


def until(page: Page, holds: Callable[[], bool], seconds: float = 30) -> None:
    """Look again with every painted frame of the page until it holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
