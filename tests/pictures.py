"""`python -m tests.pictures`: the pictures of docs/, taken from the site with the sample library; `make pictures`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from cms.run.options import ROOT
from tests.e2e.path.people import pupil, sign_in_pupil, sign_in_staff
from tests.e2e.supervisor.supervised import Run
from tests.services.chromium import arguments, chromium

FOLDER: Final = ROOT / "docs" / "pictures"
_VIEW: Final = {"width": 1280, "height": 860}


@dataclass(frozen=True, slots=True)
class Site:
    """The site that runs, as the helpers for signing in want it."""

    url: str
    words: str

    def said(self) -> str:
        """What it printed, the sample's logins among it."""
        return self.words


def main() -> None:
    """Start the site, take each picture, stop it."""
    with tempfile.TemporaryDirectory(prefix="kv-pictures-") as folder, Run(Path(folder) / "data", SAMPLE="yes") as run:
        run.ready()
        run.hear("Lớp 9B")
        site = Site(f"http://localhost:{run.port}", "\n".join(run.said))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
            with _page(browser) as page:
                sign_in_pupil(page, site, pupil(site))
                _take(page, site, "/", "home")
                page.locator(".shelf").first.screenshot(path=FOLDER / "shelf.png")
                _take(page, site, "/tim/?q=may+va+nguoi+nhat+tieng", "search")
            with _page(browser) as page:
                sign_in_staff(page, site, "Hiệu trưởng")
                _take(page, site, "/thong-ke/", "statistics")
            browser.close()
        run.end()


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=_VIEW, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def _take(page: Page, site: Site, path: str, name: str) -> None:
    page.goto(f"{site.url}{path}", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
