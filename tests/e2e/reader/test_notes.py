"""Notes and links inside a book: they are looked up, and the place that is kept stays where she reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.reader.reading import letters
from tests.factories.epubs import epub
from tests.factories.texts import prose

SUPNOTE = Path(__file__).parents[2] / "files/found/supnote.epub"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
_FAR = "".join(f"<p>{prose(120, number)}</p>" for number in range(12))
_WORDS = "Làng Hoa Gạo nay thuộc xã Đồng Nai."

# Ways to write a note: what stands in the text, and what it leads to.
NOTES = {
    "epub-type": (
        '<a epub:type="noteref" href="#n">1</a>',
        f'<aside epub:type="footnote" id="n"><p>{_WORDS}</p></aside>',
    ),
    "role": (
        '<a role="doc-noteref" href="#n">chú</a>',
        f'<ol><li id="n" role="doc-endnote">{_WORDS} <a role="doc-backlink" href="#r">về</a></li></ol>',
    ),
    "rearnote": (
        '<sup epub:type="noteref"><a href="#n">iv</a></sup>',
        f'<div epub:type="rearnote" id="n">{_WORDS}</div>',
    ),
    "raised-in": ('<sup><a href="#n">1</a></sup>', f'<p id="n">{_WORDS} <a href="#r">↩</a></p>'),
    "raised-out": ('<a href="#n"><sup>*</sup></a>', f'<p><a id="n"></a>{_WORDS}</p>'),
    "raised-by-style": (
        '<a href="#n" style="vertical-align: super">7</a>',
        f'<dl><dt>7</dt><dd id="n">{_WORDS}</dd></dl>',
    ),
    "bracketed": ('<a href="#n">[2]</a>', f'<p><span id="n">{_WORDS}</span></p>'),
    "other-file": ('<a epub:type="noteref" href="c2.xhtml#n">3</a>', ""),
}
# What looks like a note and is gone to instead.
JUMPS = {
    "plain-link": ('<a href="#n">xem phần cuối</a>', f'<p id="n">{_WORDS}</p>'),
    "heading": ('<sup><a href="#n">1</a></sup>', f'<h2 id="n">{_WORDS}</h2>'),
    "picture": ('<sup><a href="#n">1</a></sup>', f'<p id="n">{_WORDS}<svg xmlns="http://www.w3.org/2000/svg"/></p>'),
    "long": ('<sup><a href="#n">1</a></sup>', f'<p id="n">{_WORDS} {prose(500, 3)}</p>'),
}


_QUICK = {"epub-type", "raised-in", "plain-link"}


def cases(names):
    """The names, those of `make deep` marked."""
    return [name if name in _QUICK else pytest.param(name, marks=pytest.mark.slow) for name in names]


def same(one, other):
    """Whether two locators are the same place."""
    return one["text"]["highlight"] == other["text"]["highlight"]


def a_book(reference, note, *, second="<h1>Chú thích</h1>"):
    lead = f"<h1>Chương 1</h1><p>{prose(450, 5)}</p>"
    return epub([f'{lead}<p id="r">Có {reference} ở đây.</p>{_FAR}{note}<p>{prose(900, 2)}</p>', second])


def link(reading):
    return reading.chapter().locator("#r a")


def to_the_link(reading):
    """Turn to the page that the link is on, and wait until it is kept."""
    reading.until(lambda: bool(reading.visible()))
    while "ở đây." not in reading.visible():
        reading.turn()
    return reading.kept()


@pytest.mark.parametrize("name", cases(NOTES))
def test_a_note_opens_over_the_page(place, device, name):
    reference, note = NOTES[name]
    made = a_book(reference, note, second=f'<h1>Chú thích</h1><aside epub:type="endnote" id="n">{_WORDS}</aside>')
    reading = device(place.book(made.pack()), place.pupil(), **PHONE)
    kept = to_the_link(reading)
    before = reading.visible()
    link(reading).tap()
    asked = reading.page.get_by_role("alertdialog", name=re.compile("^Chú thích"))
    expect(asked.locator("p")).to_have_text(_WORDS)
    asked.get_by_role("button", name="Đọc tiếp").tap()
    expect(asked).to_have_count(0)
    assert reading.visible() == before
    assert same(reading.saved(), kept)


@pytest.mark.parametrize("name", cases(JUMPS))
def test_a_tap_on_a_link_goes_there_and_stays_there_and_moves_no_place(place, device, name):
    made = a_book(*JUMPS[name])
    reading = device(place.book(made.pack()), place.pupil(), **PHONE)
    kept = to_the_link(reading)
    before = reading.visible()
    link(reading).tap()
    reading.until(lambda: letters(_WORDS) in letters(reading.visible()))
    reading.painted()  # the focus moves after the click, and nothing may follow it
    reading.painted()
    there = reading.visible()
    assert letters(_WORDS) in letters(there)
    reading.turn()
    reading.page.keyboard.press("ArrowLeft")
    reading.until(lambda: reading.visible() == there)
    reading.open()
    assert same(reading.saved(), kept)
    reading.until(lambda: reading.visible() == before)


def test_back_leads_to_the_same_page_and_reading_on_keeps_the_place(place, device):
    made = a_book(*JUMPS["plain-link"])
    reading = device(place.book(made.pack()), place.pupil())
    kept = to_the_link(reading)
    before = reading.visible()
    link(reading).click()
    reading.until(lambda: letters(_WORDS) in letters(reading.visible()))
    reading.back()
    reading.until(lambda: reading.visible() == before)
    link(reading).click()
    reading.until(lambda: letters(_WORDS) in letters(reading.visible()))
    reading.turn(3)
    assert not same(reading.kept(), kept)


def test_a_note_is_reached_and_left_by_keys(place, device):
    made = a_book(*NOTES["epub-type"])
    reading = device(place.book(made.pack()), place.pupil())
    to_the_link(reading)
    before = reading.visible()
    link(reading).focus()
    reading.page.keyboard.press("Enter")
    asked = reading.page.get_by_role("alertdialog", name="Chú thích 1")
    expect(asked.get_by_role("heading")).to_be_focused()
    expect(asked).to_have_accessible_description(_WORDS)
    reading.page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    reading.page.keyboard.press("ArrowRight")
    reading.until(lambda: reading.visible() not in {before, ""})


@pytest.mark.slow
def test_a_notes_own_place_can_be_gone_to(place, device):
    made = a_book(*NOTES["epub-type"])
    reading = device(place.book(made.pack()), place.pupil())
    kept = to_the_link(reading)
    before = reading.visible()
    link(reading).click()
    reading.page.get_by_role("button", name="Đến chỗ chú thích").click()
    reading.until(lambda: letters(_WORDS) in letters(reading.visible()))
    assert same(reading.saved(), kept)
    reading.back()
    reading.until(lambda: reading.visible() == before)


def test_a_link_to_nothing_moves_nothing(place, device):
    reading = device(place.book(SUPNOTE.read_bytes()), place.pupil(), **PHONE)
    before = reading.visible()
    reading.chapter().get_by_text("[2]").tap()
    reading.painted()
    assert reading.visible() == before
    expect(reading.page.get_by_role("alertdialog")).to_have_count(0)
