"""Going on where one stopped: another browser, another width, another size of letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from library_pages.catalogue.enums import Audience
from tests.e2e.reader.reading import letters
from tests.factories.epubs import chapters, epub
from tests.factories.pdfs import pdf
from tests.factories.texts import prose

BEGINNING = 24  # letters by which a sentence is known again


@pytest.mark.parametrize(
    ("width", "chosen"),
    [
        (390, {"size": "5"}),
        pytest.param(1300, {"size": "1"}, marks=pytest.mark.slow),
        pytest.param(900, {"font": "easy", "spacing": "3"}, marks=pytest.mark.slow),
    ],
)
def test_an_epub_opens_at_the_same_sentence_on_another_device(place, device, width, chosen):
    book, pupil = place.book(epub(chapters(3, 900)).pack()), place.pupil()
    first = device(book, pupil)
    first.turn(6)
    first.kept()
    left_at = letters(first.visible())[:BEGINNING]
    second = device(book, pupil, width=width, height=800, letters=chosen)
    second.until(lambda: left_at in letters(second.visible()))


@pytest.mark.slow
def test_opening_alone_moves_no_place(place, device):
    book, pupil = place.book(epub(chapters(3, 900)).pack()), place.pupil()
    first = device(book, pupil)
    first.turn(4)
    first.kept()
    before = document(place, book, first)
    second = device(book, pupil, width=390, height=800, letters={"size": "5"})
    second.page.goto(place.site + "/")
    assert document(place, book, second) == before


@pytest.mark.slow
def test_a_place_in_decomposed_letters_is_found_in_composed_ones(place, device):
    import unicodedata

    body = f"<h1>Chương 1</h1><p>{prose(1200, 3)}</p>"
    composed, decomposed = (epub([unicodedata.normalize(form, body)]).pack() for form in ("NFC", "NFD"))
    pupil, book = place.pupil(), place.book(composed)
    first = device(book, pupil)
    first.turn(3)
    locator = first.kept()
    left_at = letters(first.visible())[:BEGINNING]
    other = place.book(decomposed)
    locator["locations"]["fragments"] = ["epubcfi(/6/2!/4/4/1:9999999)"]  # of an edition that is not this one
    second = device(other, pupil)
    record(other, pupil, locator)
    second.open()
    second.until(lambda: left_at in letters(unicodedata.normalize("NFC", second.visible())))


def test_a_pdf_opens_at_the_same_line_on_another_device(place, device):
    book, pupil = place.book(pdf([prose(400, page) for page in range(8)]), "sach.pdf"), place.pupil()
    first = device(book, pupil)
    expect(first.where).to_have_text("Trang 1 trong 8")
    first.engine().evaluate("document.querySelector('.scroller').scrollTop = 0")

    def scroll():
        first.engine().evaluate(
            "(() => { const sheet = document.querySelectorAll('.sheet')[4];"
            " document.querySelector('.scroller').scrollTop = sheet.offsetTop + .4 * sheet.offsetHeight - 8; })()"
        )

    with first.page.expect_response(lambda answer: answer.request.method == "PUT") as found:
        scroll()
    kept = found.value.json()["locator"]["locations"]
    assert (kept["position"], kept["fragments"]) == (5, ["page=5"])
    assert kept["offset"] == pytest.approx(0.4, abs=0.01)
    second = device(book, pupil, width=390, height=800, letters={"size": "5"})
    expect(second.where).to_have_text("Trang 5 trong 8")
    assert second.engine().evaluate(
        "(() => { const sheet = document.querySelectorAll('.sheet')[4];"
        " return (document.querySelector('.scroller').scrollTop - sheet.offsetTop + 8) / sheet.offsetHeight; })()"
    ) == pytest.approx(kept["offset"], abs=0.01)


def test_somebody_not_signed_in_goes_on_in_the_same_browser(place, device):
    book = place.book(epub(chapters(3, 900)).pack(), audience=Audience.PUBLIC)
    reading = device(book)
    reading.turn(5)
    left_at = letters(reading.visible())[:BEGINNING]
    reading.open()
    reading.until(lambda: letters(reading.visible()).startswith(left_at))


def document(place, book, reading):
    """What the library knows of the place."""
    return reading.page.request.get(f"{place.site}/api/v1/progress/{book.uid}").json()


def record(book, user, locator):
    from cms.foundation import clock
    from library_pages.reading.services import record_progress
    from tests.factories.catalogue import resource

    record_progress(
        user, resource(book), locator=locator, modified=clock.now(), device_id="d", device_name="Điện thoại"
    )


def test_a_page_is_called_by_the_number_that_is_printed_on_it(place, device):
    book = place.book(pdf([prose(400, page) for page in range(4)], labels=True), "sach.pdf")
    first = device(book, place.pupil())
    expect(first.where).to_have_text("Trang i (tờ 1 trong 4)")
    with first.page.expect_response(lambda answer: answer.request.method == "PUT"):
        first.engine().evaluate(
            "document.querySelector('.scroller').scrollTop = document.querySelectorAll('.sheet')[2].offsetTop"
        )
    expect(first.where).to_have_text("Trang iii (tờ 3 trong 4)")
    first.page.goto(f"{place.site}/cua-em/")
    expect(first.page.locator("main")).to_contain_text("Trang iii")
