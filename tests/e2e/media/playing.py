"""What somebody does and sees in the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

_READY = "() => document.querySelector('[data-media]').readyState >= 2"
_NOTES = """() => {
  const media = document.querySelector("[data-media]");
  let before = 0;
  window.left = [];
  media.addEventListener("timeupdate", () => { if (!media.seeking) before = media.currentTime; });
  media.addEventListener("seeking", () => window.left.push(before));
}"""
_PAST = "(second) => document.querySelector('[data-media]').currentTime >= second"


class Playing:
    """One reader's window with the player in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)

    def ready(self) -> None:
        """Wait until there is something to play."""
        self.page.wait_for_function(_READY)

    def play(self) -> None:
        self.page.locator("[data-play]").click()

    def plays_past(self, second: float) -> None:
        """Wait until it has come so far."""
        self.page.wait_for_function(_PAST, arg=second)

    def notes_each_seek(self) -> Callable[[], list[float]]:
        """From now on; where it was when it was moved elsewhere, in seconds."""
        self.page.evaluate(_NOTES)
        return lambda: [float(second) for second in self.page.evaluate("window.left")]

    @property
    def time(self) -> float:
        return float(self.page.evaluate("document.querySelector('[data-media]').currentTime"))

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return bool(self.page.evaluate("document.querySelector('[data-media]').paused"))

    def stands_at(self, words: str) -> None:
        """What is written beside the track."""
        expect(self.page.locator("[data-now]")).to_have_text(words)

    @property
    def asked(self) -> Locator:
        """The card that wants an answer."""
        return self.page.get_by_role("alertdialog")
