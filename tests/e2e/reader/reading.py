"""What somebody does and sees in the reader."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Locator, Page, Response

# Letters of the chapter in the window, in reading order, without spaces: what a reader sees first stands first.
_VISIBLE = """() => {
  // The frame shows one page of the chapter; the others stand beside it.
  const inside = ({left, right, width}) => width > 0 && left >= -1 && right <= innerWidth + 1;
  // No callback runs in a chapter, so the walker can't be told what to leave out.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("[data-reader-away]")) continue;
    const range = document.createRange();
    for (const {index, 0: word} of node.data.matchAll(/\\S+/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (inside(range.getBoundingClientRect())) seen += word + " ";
    }
  }
  return seen.trim();
}"""
_SAVED = """async () => {
  const { progress_url } = JSON.parse(document.getElementById("reader").textContent);
  return (await fetch(progress_url, { cache: "no-store" })).json();
}"""
_SECONDS = 20
expect.set_options(timeout=_SECONDS * 1000)
_LOOK = 50  # ms
_SURE = 16  # letters by which a place is known again
_LETTERS = re.compile(r"\s+")


class Reading:
    """One reader's window with a book open in it."""

    def __init__(self, page: Page, address: str, *, wait: bool = True) -> None:
        self.page = page
        self.address = address
        self._taken: list[dict[str, Any]] = []
        self._puts: list[tuple[int, str]] = []
        page.on("response", self._answered)
        self.open(wait=wait)

    def open(self, *, wait: bool = True) -> None:
        """Open the book, or open it again."""
        self.page.goto(self.address)
        if wait:
            self.ready()

    def ready(self) -> None:
        """Wait until it shows a page."""
        expect(self.page.locator("body[data-state=open]")).to_be_attached()
        expect(self.where).not_to_be_empty()

    @property
    def where(self) -> Locator:
        """The words below the track."""
        return self.page.locator("[data-where]")

    @property
    def part(self) -> Locator:
        """The chapter's name in the head."""
        return self.page.locator("[data-part]")

    def engine(self) -> Frame:
        """The frame of the content origin."""
        return next(frame for frame in self.page.frames if "/r/" in frame.url and not frame.is_detached())

    def chapter(self) -> Frame:
        """The chapter that is shown."""
        return next(frame for frame in reversed(self.page.frames) if "/c/" in frame.url and not frame.is_detached())

    def visible(self) -> str:
        """The text of the page in view, words apart by one space; empty between two chapters."""
        try:
            return str(self.chapter().evaluate(_VISIBLE))
        except (Error, StopIteration):  # the frame has just been taken away
            return ""

    def turn(self, times: int = 1) -> None:
        """Go on by so many pages, waiting for each."""
        for _ in range(times):
            self.until(lambda: bool(self.visible()))
            before = self.visible()
            self.page.keyboard.press("ArrowRight")
            self.until(lambda before=before: self.visible() not in {before, ""})

    def back(self) -> None:
        """Press "Back to …" in the foot, which leaves when nobody moves."""
        button = self.page.get_by_role("button", name=re.compile("^Quay lại"))
        self.until(lambda: self._stirred() and button.is_visible())
        button.click()

    def _stirred(self) -> bool:
        for x in (200, 210):
            self.page.mouse.move(x, 300)
        return True

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that only a look into a frame can tell."""
        deadline = time.monotonic() + _SECONDS
        while not happened():
            if time.monotonic() > deadline:
                pytest.fail(f"it did not happen; in view {self.visible()[:60]!r}, saved {self._puts}")
            self.page.wait_for_timeout(_LOOK)

    def kept(self) -> dict[str, Any]:
        """The locator of the page in view, when the library has taken it over."""
        self.until(lambda: bool(self._taken) and self._shows(self._taken[-1]))
        return self._taken[-1]

    def saved(self) -> dict[str, Any]:
        """The locator that the library has now."""
        return dict(self.page.evaluate(_SAVED)["locator"])

    def painted(self) -> None:
        """Wait until what has been set off is drawn."""
        self.engine().evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def _shows(self, locator: dict[str, Any]) -> bool:
        quote = letters(locator.get("text", {}).get("highlight", ""))[:_SURE]
        return bool(quote) and letters(self.visible()).startswith(quote)

    def _answered(self, answer: Response) -> None:
        if answer.request.method != "PUT" or "/progress/" not in answer.url:
            return
        place = answer.request.post_data_json["locator"]
        self._puts.append((answer.status, place.get("text", {}).get("highlight", "")[:60]))
        if answer.ok:
            self._taken.append(place)


def letters(text: str) -> str:
    """The text without its spaces, which depend on how lines break."""
    return _LETTERS.sub("", text)
