"""Every page on every screen: none scrolls sideways or is refused by its policy, and fingers find what they press."""

from __future__ import annotations

import gzip

import pytest

WHO = ("", "pupil", "small", "librarian")


def wide_pages(page, place, width):
    """Paths of the pages that are wider than the window."""
    wide = []
    for path in place.paths:
        page.goto(place.site + path)
        page.evaluate("document.fonts.ready")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    return wide


@pytest.mark.parametrize(
    "look", ["", pytest.param("easy", marks=pytest.mark.slow), pytest.param("contrast", marks=pytest.mark.slow)]
)
def test_no_page_scrolls_sideways_on_the_smallest_phone(place, visit, look):
    wide = {}
    for who in WHO:
        page = visit("/", who, width=320, height=640)
        if look:
            page.locator(f"button[value={look}]").click()
            page.wait_for_load_state()
        wide[who] = wide_pages(page, place, 320)
    assert not any(wide.values()), wide


@pytest.mark.slow
def test_no_page_scrolls_sideways_at_any_break_point(place, visit):
    page = visit("/", "pupil")
    wide = {}
    for width in (360, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        wide[width] = wide_pages(page, place, width)
    assert not any(wide.values()), wide


@pytest.mark.slow
def test_nothing_on_a_page_is_refused_by_its_own_policy(place, visit):
    said: list[str] = []
    for who in WHO:
        page = visit("/", who)
        page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
        for path in place.paths:
            page.goto(place.site + path)
            page.wait_for_load_state("networkidle")
    # The 404 that we asked for is told as an error too.
    assert [text for text in said if "404" not in text] == []


@pytest.mark.parametrize("who", ["pupil", "small", ""])
def test_the_first_view_weighs_no_more_than_150_kilobytes(place, visit, who):
    page = visit("/tin/", who)
    weights: dict[str, int] = {}

    def weigh(response):
        body = response.body() if response.ok else b""
        packed = response.url.endswith((".woff2", ".jpg", ".png"))
        weights[response.url] = len(body) if packed else len(gzip.compress(body, 6))

    fresh = page.context.browser.new_context(viewport={"width": 1440, "height": 900})
    fresh.add_cookies(page.context.cookies())
    first = fresh.new_page()
    first.on("response", weigh)
    first.goto(place.site + "/")
    first.wait_for_load_state("networkidle")
    total = sum(weights.values())
    fresh.close()
    assert any(url.endswith("site.css") for url in weights)
    assert total <= 150_000, weights


SMALL_TARGETS = """(least) => {
  const all = "a, button, summary, input:not([type=hidden]), select, label.check";
  // Inside running text a link is as high as its line (WCAG 2.2, 2.5.8); a label presses its box.
  const lines = ".unseen, .skip, .prose, .facts, .crumbs, .result__title, .link";
  const small = ({ width, height }) => width && height && (height < least - 0.5 || width < least - 0.5);
  return [...document.querySelectorAll(all)]
    .filter((one) => !one.closest("details:not([open])") || one.matches("summary"))
    .filter((one) => !one.closest(lines) && !(one.matches("input") && one.closest("label")))
    .filter((one) => small(one.getBoundingClientRect()))
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)} ${one.offsetHeight}`);
}"""


@pytest.mark.slow
def test_fingers_find_what_they_press(place, visit):
    small = set()
    for who in WHO:
        page = visit("/", who, width=360, height=740, has_touch=True)
        for path in place.paths:
            page.goto(place.site + path)
            small |= {f"{who} {path} {target}" for target in page.evaluate(SMALL_TARGETS, 44)}
    assert small == set()
