"""Finding one's way in a book: contents, search, passages, letters, keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from library_pages.reading.places import address_at
from library_pages.text.models import Passage
from search import topics
from search.services.drain import drain
from tests.e2e.reader.reading import letters
from tests.factories.epubs import chapters, epub, page
from tests.factories.pdfs import pdf
from tests.factories.texts import prose

QUIET = re.compile(r"\bis-quiet\b")

# Titles by their length, and the widths at which the head has been wrong or changes its form.
TITLES = ("Nghé", "Chuyện con mèo dạy hải âu bay", "Những cuộc phiêu lưu kỳ lạ của chú dế mèn " * 3)
WIDTHS = (320, 390, 760, 768, 1024, 1100, 1280, 1366, 1440, 1920)


@pytest.fixture
def reading(place, device):
    """A book of three chapters, open at its beginning."""
    return device(place.book(epub(chapters(3, 500)).pack()), place.pupil())


def test_the_contents_lead_to_a_chapter_and_say_where_one_is(reading):
    reading.page.get_by_role("button", name="Mục lục").click()
    contents = reading.page.get_by_role("dialog", name="Mục lục")
    expect(contents.get_by_role("button", name="Chương 1")).to_have_attribute("aria-current", "location")
    contents.get_by_role("button", name="Chương 3").click()
    expect(contents).to_be_hidden()
    expect(reading.part).to_have_text("Chương 3")
    reading.until(lambda: letters(reading.visible()).startswith("Chương3"))
    reading.back()
    reading.until(lambda: letters(reading.visible()).startswith("Chương1"))


def test_a_search_inside_leads_to_the_words_and_marks_them(place, device):
    body = f"<h1>Chương 1</h1><p>{prose(500, 1)}</p><p>Quạ đen chải tóc bên giếng.</p><p>{prose(500, 4)}</p>"
    book, pupil = place.book(epub([body]).pack()), place.pupil()
    for topic in topics.fed():
        drain(topic)
    reading = device(book, pupil)
    reading.page.keyboard.press("/")
    reading.page.get_by_role("searchbox", name="Chữ cần tìm").fill("qua den chai toc")
    reading.page.keyboard.press("Enter")
    hit = reading.page.get_by_role("dialog", name="Tìm trong sách").get_by_role("listitem").first
    expect(hit).to_contain_text("chải tóc")
    hit.get_by_role("button").click()
    reading.until(lambda: "Quạ đen chải tóc" in reading.visible())
    drawn = "getComputedStyle(frameElement.nextElementSibling.querySelector('g')).fill"
    reading.until(lambda: reading.chapter().evaluate(drawn) == "rgb(252, 217, 116)")
    reading.page.get_by_role("button", name="Xoá chỗ đánh dấu").click()
    reading.until(lambda: reading.chapter().evaluate("frameElement.nextElementSibling.childElementCount") == 0)


def test_a_passage_opens_where_it_begins(place, device):
    book = place.book(epub(chapters(3, 900)).pack())
    passage = Passage.objects.filter(source=book.source).order_by("-order")[1]
    reading = device(book, place.pupil(), query=f"?{address_at(book, passage.locator).partition('?')[2]}")
    begins = letters(passage.locator["text"]["highlight"])[:20]
    reading.until(lambda: begins in letters(reading.visible()))


def test_a_passage_of_a_pdf_opens_at_its_page(place, device):
    book = place.book(pdf([prose(300, number) for number in range(5)]), "sach.pdf")
    passage = Passage.objects.filter(source=book.source, locator__locations__position=4).earliest("order")
    reading = device(book, place.pupil(), query=f"?{address_at(book, passage.locator).partition('?')[2]}")
    expect(reading.where).to_have_text("Trang 4 trong 5")


def test_the_letters_chosen_stay_on_this_device(reading):
    size = "getComputedStyle(document.querySelector('p')).fontSize"
    family = "getComputedStyle(document.querySelector('p')).fontFamily"
    reading.page.get_by_role("button", name="Chữ", exact=True).click()
    reading.page.get_by_role("radio", name="Cỡ chữ 5").check(force=True)
    reading.page.get_by_role("radio", name="Chữ dễ đọc").check(force=True)
    reading.page.get_by_role("radio", name="Rõ nét").check(force=True)
    reading.until(lambda: reading.chapter().evaluate(size) == "34px")
    reading.open()
    reading.until(lambda: reading.chapter().evaluate(size) == "34px")
    assert "Andika" in reading.chapter().evaluate(family)
    assert reading.chapter().evaluate("getComputedStyle(document.querySelector('p')).color") == "rgb(0, 0, 0)"
    expect(reading.page.locator("html")).to_have_attribute("data-ground", "sharp")


def test_the_book_can_be_read_by_keys_alone(reading):
    assert starts(reading, "Chương 1")
    reading.page.keyboard.press("ArrowRight")
    reading.until(lambda: starts(reading, "Chương 1") is False)
    reading.page.keyboard.press("Shift+Space")
    reading.until(lambda: starts(reading, "Chương 1"))
    reading.page.keyboard.press("t")
    panel = reading.page.get_by_role("dialog", name="Mục lục")
    expect(panel.get_by_role("button", name="Chương 1")).to_be_focused()
    reading.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(reading.page.get_by_role("button", name="Mục lục")).to_be_focused()
    reading.page.keyboard.press("ArrowRight")
    reading.until(lambda: starts(reading, "Chương 1") is False)


def test_the_bars_leave_and_come_back(reading):
    body = reading.page.locator("body")
    reading.page.mouse.move(700, 400)
    expect(body).to_have_class(QUIET)
    expect(reading.page.get_by_role("button", name="Mục lục")).to_be_hidden()
    reading.page.mouse.move(720, 420)
    expect(body).not_to_have_class(QUIET)
    reading.page.get_by_role("button", name="Mục lục").click()
    expect(reading.page.get_by_role("dialog")).to_be_visible()


def test_a_finger_turns_at_the_edges_and_calls_the_bars_in_the_middle(place, device):
    book = place.book(epub(chapters(1, 900)).pack())
    reading = device(book, place.pupil(), width=360, height=740, has_touch=True, is_mobile=True)
    reading.page.touchscreen.tap(340, 300)
    reading.until(lambda: starts(reading, "Chương 1") is False)
    reading.page.touchscreen.tap(20, 300)
    reading.until(lambda: starts(reading, "Chương 1"))
    expect(reading.page.locator("body")).to_have_class(QUIET)
    reading.page.touchscreen.tap(180, 300)
    expect(reading.page.locator("body")).not_to_have_class(QUIET)


@pytest.mark.slow
def test_a_finger_draws_the_page_over_and_lets_a_small_move_fall_back(place, device):
    book = place.book(epub(chapters(2, 400)).pack())
    reading = device(book, place.pupil(), width=360, height=740, has_touch=True, is_mobile=True)
    first = reading.visible()
    draw(reading, 300, 60)
    reading.until(lambda: reading.visible() not in {first, ""})
    second = reading.visible()
    draw(reading, 200, 180)
    reading.painted()
    assert reading.visible() == second
    draw(reading, 60, 300)
    reading.until(lambda: reading.visible() == first)


def draw(reading, start, end):
    """Draw a finger over the page, quickly: one that rests would choose a word."""
    touch = reading.page.context.new_cdp_session(reading.page)
    steps = [("touchStart", start), *[("touchMove", start + (end - start) * step / 4) for step in range(1, 5)]]
    for kind, x in steps:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 400}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.slow
def test_the_window_follows_the_keyboard_to_a_link_on_a_later_page(place, device):
    body = f'<h1>Chương 1</h1><p>{prose(1200, 3)}</p><p><a href="c2.xhtml">Sang chương sau</a></p>'
    reading = device(place.book(epub([body, "<h1>Chương hai</h1>"]).pack()), place.pupil())
    assert "Sang chương sau" not in reading.visible()
    reading.chapter().get_by_role("link").focus()
    reading.until(lambda: "Sang chương sau" in reading.visible())
    reading.page.keyboard.press("Enter")
    reading.until(lambda: "Chương hai" in reading.visible())


def test_a_link_out_of_the_book_asks_first(place, device):
    book = place.book(epub(['<p><a href="https://example.org/xa">Đi xa</a></p>']).pack())
    reading = device(book, place.pupil())
    reading.chapter().get_by_text("Đi xa").click()
    asked = reading.page.get_by_role("alertdialog")
    expect(asked).to_contain_text("example.org")
    expect(asked.get_by_role("link", name="Mở")).to_have_attribute("rel", re.compile("noopener"))
    asked.get_by_role("button", name="Đọc tiếp").click()
    expect(asked).to_have_count(0)
    assert len(reading.page.context.pages) == 1


def test_a_link_inside_the_book_is_followed(place, device):
    book = place.book(epub(['<p><a href="c2.xhtml">Sang chương sau</a></p>', "<h1>Chương hai</h1>"]).pack())
    reading = device(book, place.pupil())
    reading.chapter().get_by_text("Sang chương sau").click()
    reading.until(lambda: "Chương hai" in reading.visible())


@pytest.mark.slow
def test_pages_of_a_fixed_layout_are_counted_as_they_are_seen(place, device):
    fixed = epub([f"<p>Trang tranh {number}</p>" for number in range(1, 6)])
    fixed.edit("OEBPS/package.opf", "</metadata>", '<meta property="rendition:layout">pre-paginated</meta></metadata>')
    viewport = '<meta name="viewport" content="width=600, height=800"/>'
    for number in range(1, 6):
        fixed.put(f"OEBPS/c{number}.xhtml", page(f"<p>Trang tranh {number}</p>", head=viewport))
    book = place.book(fixed.pack())
    reading = device(book, place.pupil(), width=360, height=740)
    for number in range(1, 6):
        expect(reading.where).to_have_text(f"Trang {number} trong 5")
        reading.page.keyboard.press("ArrowRight")


@pytest.mark.slow
def test_a_locked_pdf_asks_for_its_password(place, device):
    book = place.book(pdf(["Trang một.", "Trang hai."]), "sach.pdf")
    locked = pdf(["Trang một.", "Trang hai."], lock="nghé")

    def answer(route):
        route.fulfill(body=locked, content_type="application/pdf")

    reading = device(book, place.pupil(), opened=lambda page: page.route(re.compile("doc.pdf"), answer), wait=False)
    asked = reading.page.get_by_role("alertdialog")
    asked.get_by_label("Mật khẩu").fill("trâu")
    asked.get_by_role("button", name="Mở tệp").click()
    expect(asked).to_contain_text("không mở được tệp")
    expect(asked.get_by_label("Mật khẩu")).to_have_attribute("aria-invalid", "true")
    asked.get_by_label("Mật khẩu").fill("nghé")
    reading.page.keyboard.press("Enter")
    expect(reading.where).to_have_text("Trang 1 trong 2")


def test_a_chapter_that_does_not_come_offers_to_try_again(place, device):
    book = place.book(epub(chapters(2, 30)).pack())
    reading = device(book, place.pupil())
    reading.page.route(re.compile(r"/c/.*c2\.xhtml"), lambda route: route.fulfill(status=404))
    reading.page.keyboard.press("ArrowRight")
    asked = reading.page.get_by_role("alertdialog", name="Chưa mở được sách")
    reading.until(lambda: asked.count() or press_again(reading))
    reading.page.unroute_all()
    asked.get_by_role("button", name="Thử lại").click()
    reading.ready()
    expect(asked).to_have_count(0)


def starts(reading, words):
    """Whether the page in view begins so; not empty between two chapters."""
    seen = letters(reading.visible())
    return seen.startswith(letters(words)) if seen else None


def press_again(reading):
    """The first time the shell asks for a new grant by itself; the second time it says so."""
    reading.page.keyboard.press("ArrowRight")
    return False


def test_the_title_leaves_room_for_the_tools_at_every_width(place, device):
    boxes = """() => [".reader__back", ".reader__title", ".reader__part", ".reader__tools"].map((one) => {
      const {left, right, top, bottom} = document.querySelector(one).getBoundingClientRect();
      return {left, right, top, bottom};
    })"""
    book, pupil = place.book(epub(chapters(1, 30)).pack()), place.pupil()
    reading = device(book, pupil)
    for title in TITLES:
        reading.page.evaluate("title => { document.querySelector('.reader__title').textContent = title }", title)
        for width in WIDTHS:
            reading.page.set_viewport_size({"width": width, "height": 800})
            reading.until(lambda: not overlaps(reading.page.evaluate(boxes)))


def overlaps(boxes):
    """Whether two of them lie over each other; the two lines of the names stand close."""
    back, title, part, tools = boxes
    pairs = [(back, title), (back, part), (title, tools), (part, tools), (back, tools)]
    return any(
        one["left"] < two["right"]
        and two["left"] < one["right"]
        and one["top"] < two["bottom"]
        and two["top"] < one["bottom"]
        for one, two in pairs
    )


def test_an_entry_of_the_contents_that_leads_nowhere_is_no_button(place, device):
    book = place.book(epub(chapters(2, 30)).pack())
    toc = [*book.source.toc, {"title": "Mất rồi", "href": "OEBPS/c9.xhtml", "children": []}]
    type(book.source).objects.filter(pk=book.source.pk).update(toc=toc)
    reading = device(book, place.pupil())
    reading.page.get_by_role("button", name="Mục lục").click()
    contents = reading.page.get_by_role("dialog", name="Mục lục")
    expect(contents.get_by_text("Mất rồi")).to_be_visible()
    expect(contents.get_by_role("button", name="Mất rồi")).to_have_count(0)
