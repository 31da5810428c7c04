"""Pages of a PDF that are not all of one size: each fills the width by itself."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from playwright.sync_api import expect

A3, A4, A6, A0 = (842, 1191), (595, 842), (298, 420), (2384, 3370)
LANDSCAPE = (842, 595)
SIZES = (A3, A4, LANDSCAPE, A4, A6, A0, (14_000, 10_000), (300, 9_000), A4)
# Width on screen, height and whether the picture fills its sheet, of the sheets that are near the window.
_SHEETS = """() => [...document.querySelectorAll(".sheet")].map((one) => {
  const {width, height, left, right} = one.getBoundingClientRect();
  const canvas = one.querySelector("canvas");
  return {width, height, left, right, drawn: canvas ? canvas.width / canvas.height : null};
})"""
_GO = """number => {
  document.querySelector(".scroller").scrollTop = document.querySelectorAll(".sheet")[number].offsetTop - 8;
}"""


def mixed(sizes=SIZES):
    """A PDF with a page of each size, a line of text on it."""
    made = FPDF(unit="pt")
    made.set_margin(0)
    for number, (width, height) in enumerate(sizes, 1):
        made.add_page(format=(width, height))
        made.set_font("Helvetica", size=width / 12)
        made.text(width / 10, width / 5, f"Trang {number}")
        made.rect(width / 20, width / 20, width * 0.9, height - width / 10)
    return bytes(made.output())


@pytest.mark.parametrize(("width", "height"), [(390, 844), pytest.param(1280, 800, marks=pytest.mark.slow)])
def test_each_page_is_as_wide_as_the_window_lets_it_be(place, device, width, height):
    reading = device(place.book(mixed(), "sach.pdf"), place.pupil(), width=width, height=height)
    engine = reading.engine()
    room = engine.evaluate("Math.min(900, document.querySelector('.scroller').clientWidth - 16)")
    for number, (wide, tall) in enumerate(SIZES):
        engine.evaluate(_GO, number)
        reading.until(lambda number=number: engine.evaluate(_SHEETS)[number]["drawn"] is not None)
        sheet = engine.evaluate(_SHEETS)[number]
        assert sheet["width"] == pytest.approx(room, abs=1)
        assert sheet["height"] == pytest.approx(room * tall / wide, rel=0.01)
        assert sheet["drawn"] == pytest.approx(wide / tall, rel=0.02)
        assert sheet["left"] >= 0
        assert sheet["right"] <= engine.evaluate("innerWidth")


def test_the_place_stays_when_pages_above_turn_out_to_be_of_another_size(place, device):
    sizes = [A4, *[(300, 1_500)] * 6, A4, A4]
    book, pupil = place.book(mixed(sizes), "sach.pdf"), place.pupil()
    reading = device(book, pupil, width=390, height=844)
    with reading.page.expect_response(lambda answer: answer.request.method == "PUT"):
        reading.engine().evaluate(_GO, 7)
        expect(reading.where).to_contain_text("Trang 8")
    again = device(book, pupil, width=390, height=844)
    expect(again.where).to_contain_text("Trang 8")
    again.until(lambda: again.engine().evaluate(_SHEETS)[6]["drawn"] is not None)
    top = "document.querySelectorAll('.sheet')[7].getBoundingClientRect().top"
    assert again.engine().evaluate(top) == pytest.approx(8, abs=30)


@pytest.mark.slow
def test_the_size_chosen_holds_for_every_page(place, device):
    reading = device(place.book(mixed([A3, A4, LANDSCAPE]), "sach.pdf"), place.pupil(), letters={"size": "5"})
    widths = reading.engine().evaluate("[...document.querySelectorAll('.sheet')].map((one) => one.offsetWidth)")
    assert len(set(widths)) == 1
    assert widths[0] == pytest.approx(900 * 1.7, abs=2)
