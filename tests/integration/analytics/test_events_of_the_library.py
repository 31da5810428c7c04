"""What the library itself sees: items looked at and opened, searches; a page never fails for it."""

import pytest
from django.test import Client

from analytics.models import Event
from cms.foundation import events
from library_pages.catalogue.events import ItemInvestigated
from library_pages.text.enums import SourceState
from search import engines
from search.documents import published, put_of
from tests.factories import publications, sources
from tests.factories.callers import Caller

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(transactional_db, pupil):
    client = Client()
    client.force_login(pupil)
    return client


def kinds():
    return [(each.kind, each.item, each.value) for each in Event.objects.order_by("seq")]


def test_looking_at_an_item_is_an_investigation(browser, book):
    browser.get(f"/tai-lieu/{book.uid}/")
    assert kinds() == [("investigate", book.uid, {})]


def test_opening_an_item_is_a_request(browser, at):
    page = publications.readable(at.shelf, "Trăng", "Nghé nhìn trăng.")
    assert browser.get(f"/doc/{page.uid}/").status_code == 200
    assert kinds() == [("request", page.uid, {})]


def test_what_could_not_be_opened_is_not_counted(browser, book):
    sources.becomes(book.source, SourceState.FAILED)
    assert browser.get(f"/doc/{book.uid}/").status_code == 409
    assert kinds() == []


def test_a_search_is_counted_with_what_it_found_and_not_again_on_its_next_page(browser, book, pupil):
    for engine in filter(None, (engines.configured(), engines.stand_in())):
        engine.rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))
    browser.get("/tim/?q=Khủng  LONG")
    browser.get("/tim/?q=khủng long&page=2")
    browser.get("/tim/")
    Caller(pupil).get("search", q="khủng long")
    assert kinds() == [("search", None, {"term": "khung long", "results": 0})] * 2


def test_nobody_in_particular_is_not_counted(transactional_db, at, book):
    book.audience = "public"
    book.save()
    assert Client().get(f"/tai-lieu/{book.uid}/").status_code == 200
    assert kinds() == []


def test_a_page_does_not_fail_when_counting_does(browser, book, monkeypatch):
    def failing(event):
        raise RuntimeError("the database is full")

    monkeypatch.setitem(events._receivers, ItemInvestigated, [failing])
    assert browser.get(f"/tai-lieu/{book.uid}/").status_code == 200
