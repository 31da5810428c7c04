"""What the library itself sees: items looked at and opened, searches; a page never fails for it."""

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analytics.enums import Kind
from analytics.models import Event
from analytics.services import spool
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from cms.foundation import events
from cms.foundation.ids import uuid7
from library_pages.catalogue.events import ItemInvestigated
from library_pages.text.enums import SourceState
from search import engines
from search.documents import published, put_of
from tests.factories import people, publications, schools, sources
from tests.factories.callers import Caller

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_noted():
    shutil.rmtree(settings.USAGE_SPOOL_DIR, ignore_errors=True)


@pytest.fixture
def browser(transactional_db, pupil):
    client = Client()
    client.force_login(pupil)
    return client


def kinds():
    spool.drain()
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
    assert kinds() == [("search", None, {"term": "khung long", "words": "khủng long", "results": 0})] * 2


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


def noted_at(browser, book):
    browser.get(f"/tai-lieu/{book.uid}/")
    return Path(settings.USAGE_SPOOL_DIR)


def test_what_was_opened_counts_as_it_was_then(browser, book):
    browser.get(f"/tai-lieu/{book.uid}/")
    book.audience, book.ddc = "public", "398.2"
    book.save()
    book.unpublish()
    with CaptureQueriesContext(connection) as queries:
        assert kinds() == [("investigate", book.uid, {})]
    assert [each["sql"] for each in queries if "catalogue_resourcepage" in each["sql"]] == []
    event = Event.objects.get()
    assert (event.type_slug, event.data_type, event.access_type, event.ddc) == ("ebook", "Book", "Controlled", "")


def test_a_page_writes_nothing_into_the_database(browser, book):
    browser.get(f"/tai-lieu/{book.uid}/")
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"/tai-lieu/{book.uid}/")
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert kinds() == [("investigate", book.uid, {})] * 2


def test_what_was_taken_in_twice_counts_once(browser, book):
    folder = noted_at(browser, book)
    said = (folder / "waiting").read_bytes()
    assert len(kinds()) == 1
    (folder / "again.batch").write_bytes(said)
    assert len(kinds()) == 1
    assert list(folder.glob("*.batch")) == []


def test_what_a_killed_process_has_noted_is_taken_in_by_the_next(browser, book):
    folder = noted_at(browser, book)
    (folder / "waiting").rename(folder / "left.batch")  # set aside, and then killed
    noted_at(browser, book)
    assert len(kinds()) == 2


def test_nothing_is_lost_while_the_database_refuses(browser, book, monkeypatch):
    noted_at(browser, book)
    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setattr(Event.objects, "bulk_create", Mock(side_effect=OperationalError("database is locked")))
        spool.drain()
    noted_at(browser, book)
    assert len(kinds()) == 2


def test_a_line_that_a_full_disk_cut_short_takes_no_other_with_it(browser, book):
    folder = noted_at(browser, book)
    with (folder / "waiting").open("ab") as file:
        file.write(b'\n{"id": "01a2')
    noted_at(browser, book)
    assert len(kinds()) == 2


def test_a_line_of_another_version_takes_no_other_with_it(browser, book):
    folder = noted_at(browser, book)
    line = json.loads((folder / "waiting").read_bytes())
    with (folder / "waiting").open("a") as file:
        file.write(json.dumps(line | {"id": str(uuid7()), "item": str(book.uid)}) + "\n")
    noted_at(browser, book)
    assert len(kinds()) == 2
    assert list(folder.glob("*.batch")) == []


def test_one_whose_school_is_gone_takes_no_other_with_it(browser, book):
    other = people.staff(role=Role.TEACHER, at=schools.school("Trường khác"))
    reader = reader_for(other)
    spool.note(reader, Kind.SEARCH, value={"term": "x", "results": 0})
    noted_at(browser, book)
    spool.note(replace(reader, school_id=10**6), Kind.SEARCH, value={"term": "y", "results": 0})
    assert [kind for kind, _item, _value in kinds()] == ["search", "investigate"]


def test_those_who_note_at_once_lose_nothing_while_it_is_drained(pupil, transactional_db):
    reader = reader_for(pupil)

    def many():
        for _ in range(50):
            spool.note(reader, Kind.SEARCH, value={"term": "x", "results": 0})

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        spool.drain()
    assert len(kinds()) == 200


def test_a_disk_that_takes_nothing_ends_no_page(browser, book, settings, tmp_path):
    settings.USAGE_SPOOL_DIR = tmp_path / "file"
    settings.USAGE_SPOOL_DIR.write_text("in the way")
    assert browser.get(f"/tai-lieu/{book.uid}/").status_code == 200
