"""Where somebody stands: without a network, on two devices, at the end, on a shared computer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cms.foundation import clock, grants
from cms.web.content_origin import packages
from library_pages.reading import selectors
from library_pages.reading.services import record_progress
from tests.e2e.reader.reading import letters
from tests.factories.catalogue import resource
from tests.factories.epubs import chapters, epub

BEGINNING = 24


@pytest.fixture
def book(place):
    return place.book(epub(chapters(3, 500)).pack())


@pytest.fixture
def pupil(place):
    return place.pupil()


def known(pupil, book):
    """What the library knows."""
    return selectors.progress_of(pupil, resource(book))


def elsewhere(pupil, book, progression=0.5):
    """Another device saves a place."""
    locations = {"progression": progression, "totalProgression": progression}
    locator = {"href": "OEBPS/c2.xhtml", "type": "application/xhtml+xml", "locations": locations}
    record_progress(
        pupil, resource(book), locator=locator, modified=clock.now(), device_id="phone", device_name="Điện thoại"
    )


def lose_the_network(reading):
    """What comes from the site and the content is not answered, and the browser knows it."""
    reading.page.context.set_offline(True)
    expect(reading.page.get_by_role("status").filter(has_text="Mất mạng rồi")).to_be_visible()


def test_without_a_network_the_place_waits_on_the_device(book, pupil, device):
    reading = device(book, pupil)
    reading.turn()
    reading.kept()
    lose_the_network(reading)
    reading.turn()
    left_at = letters(reading.visible())[:BEGINNING]
    before = known(pupil, book).locator
    reading.page.context.set_offline(False)
    reading.kept()
    expect(reading.page.get_by_role("status").filter(has_text="Có mạng lại rồi")).to_be_visible()
    assert known(pupil, book).locator != before
    assert left_at.startswith(letters(known(pupil, book).locator["text"]["highlight"])[:16])


def test_a_chapter_that_can_not_come_leaves_the_page_in_view(place, pupil, device):
    reading = device(place.book(epub(chapters(2, 30)).pack()), pupil)
    here = reading.visible()
    lose_the_network(reading)
    reading.page.keyboard.press("ArrowRight")
    expect(reading.page.get_by_role("status").filter(has_text="vẫn giữ nguyên")).to_be_visible()
    assert reading.visible() == here
    reading.page.context.set_offline(False)
    reading.turn()


@pytest.mark.slow
def test_a_place_that_never_arrived_is_sent_when_the_book_is_opened_again(book, pupil, device):
    reading = device(book, pupil)
    reading.page.route("**/api/v1/progress/**", lambda route: route.abort())
    reading.turn(3)
    left_at = letters(reading.visible())[:BEGINNING]
    reading.page.unroute_all()
    with reading.page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        reading.open()
    reading.until(lambda: left_at in letters(reading.visible()))
    assert left_at.startswith(letters(known(pupil, book).locator["text"]["highlight"])[:16])


@pytest.mark.slow
def test_what_waits_of_other_books_goes_along_with_the_next_one(place, book, pupil, device):
    reading = device(book, pupil)
    reading.page.route("**/api/v1/progress/**", lambda route: route.abort())
    reading.turn(3)
    reading.page.unroute_all()
    reading.address = place.address(place.book(epub(chapters(1, 40)).pack()))
    with reading.page.expect_response(lambda answer: answer.url.endswith("/batch") and answer.ok):
        reading.open()
    assert known(pupil, book).progression > 0
    reading.until(lambda: reading.page.evaluate("localStorage.getItem('kv-reader-queue')") is None)


@pytest.mark.slow
def test_what_another_pupil_left_on_the_computer_is_not_sent(place, book, pupil, device):
    reading = device(book, pupil)
    reading.page.route("**/api/v1/progress/**", lambda route: route.abort())
    reading.turn(3)
    queue = reading.page.evaluate("localStorage.getItem('kv-reader-queue')")
    assert str(book.uid) in queue
    other = place.pupil()
    second = device(book, other, opened=lambda page: page.add_init_script(_put(place.site, queue)))
    second.turn()
    second.kept()
    assert letters(second.visible())
    assert known(pupil, book) is None
    assert known(other, book).device_id != ""
    assert known(other, book).progression < 0.3


def _put(site, queue):
    return (
        f"if (location.origin === {site!r} && !localStorage.length) localStorage.setItem('kv-reader-queue', {queue!r})"
    )


def test_a_newer_place_on_another_device_is_offered(book, pupil, device):
    reading = device(book, pupil)
    reading.page.context.set_offline(True)
    reading.turn()
    elsewhere(pupil, book)
    reading.page.context.set_offline(False)
    asked = reading.page.get_by_role("alertdialog")
    expect(asked).to_contain_text("Ở máy khác (Điện thoại) em đã đọc đến 50%. Đọc tiếp từ đó?")
    asked.get_by_role("button", name="Đọc tiếp từ đó").click()
    expect(reading.part).to_have_text("Chương 2")
    expect(asked).to_have_count(0)


def test_whoever_stays_keeps_her_own_place(book, pupil, device):
    reading = device(book, pupil)
    reading.page.context.set_offline(True)
    reading.turn()
    elsewhere(pupil, book)
    reading.page.context.set_offline(False)
    reading.page.get_by_role("alertdialog").get_by_role("button", name="Ở lại đây").click()
    reading.kept()
    progress = known(pupil, book)
    assert progress.device_id != "phone"
    assert progress.furthest_progression == 0.5


def test_the_end_is_said_after_the_last_page_and_the_book_can_begin_anew(place, pupil, device):
    book = place.book(epub(chapters(2, 40)).pack())
    reading = device(book, pupil)
    asked = reading.page.get_by_role("alertdialog")
    reading.turn()
    reading.kept()
    assert known(pupil, book).finished
    expect(asked).to_have_count(0)
    reading.page.keyboard.press("ArrowRight")
    expect(asked).to_contain_text("Em đã đọc hết Nghé và vầng trăng.")
    asked.get_by_role("button", name="Đọc lại từ đầu").click()
    reading.until(lambda: letters(reading.visible()).startswith("Chương1"))
    reading.until(lambda: known(pupil, book).progression == 0)
    assert not known(pupil, book).finished


def test_a_new_grant_is_fetched_before_the_old_one_ends_and_the_page_stays(book, pupil, device, monkeypatch):
    monkeypatch.setattr(grants, "_STEP", timedelta(seconds=1))
    monkeypatch.setattr(packages, "_LONGEST", timedelta(seconds=128))  # the shell asks two minutes ahead
    reading = device(book, pupil)
    reading.turn(2)
    left_at = letters(reading.visible())[:BEGINNING]
    token = reading.engine().url
    monkeypatch.setattr(packages, "_LONGEST", timedelta(hours=2))
    expect(reading.page.locator(f'iframe[src^="{token}"]')).to_have_count(0)
    expect(reading.page.locator("iframe.is-ready")).to_have_count(1)
    reading.until(lambda: left_at in letters(reading.visible()))
    reading.page.keyboard.press("ArrowRight")
    reading.until(lambda: left_at not in (letters(reading.visible()) or left_at))


def test_a_book_that_may_no_longer_be_read_says_so(place, book, pupil, device, monkeypatch):
    monkeypatch.setattr(grants, "_STEP", timedelta(seconds=1))
    monkeypatch.setattr(packages, "_LONGEST", timedelta(seconds=126))
    reading = device(book, pupil)
    book.unpublish()
    asked = reading.page.get_by_role("alertdialog")
    expect(asked).to_contain_text("không đọc được sách này nữa")
    expect(asked.get_by_role("link", name="Về trang giới thiệu")).to_have_attribute("href", re.compile(str(book.uid)))
