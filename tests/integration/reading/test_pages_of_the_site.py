"""What reading puts onto the home page, an item's page, and the page of one's own things."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from cms.accounts.reader import reader_for
from cms.web.shapes import Part
from library_pages.catalogue.enums import Audience
from library_pages.reading import presenters, shelves
from library_pages.reading.services import record_progress
from library_pages.text.enums import SourceKind
from tests.factories import catalogue, schools
from tests.integration.reading.conftest import locator, pdf_locator, source

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def reads(a):
    """Lets the pupil read: title, place, minutes before noon."""

    def read(title, place, minutes=0, **fields):
        page = catalogue.ebook(a.shelf, title, **{"source": source(), **fields})
        record_progress(
            a.pupil,
            catalogue.resource(page),
            locator=place,
            modified=NOON - timedelta(minutes=minutes),
            device_id="x",
            device_name="",
        )
        return page

    return read


@pytest.fixture
def request_of(rf: RequestFactory):
    def ask(user, path="/"):
        request = rf.get(path)
        request.user, request.reader = user, reader_for(user)
        return request

    return ask


def test_the_open_book_is_the_newest_with_the_sentence_and_the_place(a, reads):
    page = reads("Tấm Cám", locator(0.427))
    book = presenters.going_on(a.pupil, a.reader).book
    assert (book.title, book.url, book.percent) == ("Tấm Cám", f"/doc/{page.uid}/", 42)
    assert book.place == "Chương 3"
    assert book.passage[-1] == Part("Có một anh chàng đốn củi.", marked=True)


def test_a_pdf_tells_its_page_and_how_many_there_are(a, reads):
    reads("Sổ tay", pdf_locator(42), source=source(SourceKind.PDF, page_count=96))
    reads("Sổ cũ", pdf_locator(8), minutes=5, source=source(SourceKind.PDF, page_count=10))
    going = presenters.going_on(a.pupil, a.reader)
    assert "42" in going.book.place
    assert "96" in going.book.place
    assert "8" in going.rows[0].place


def test_beside_the_open_book_lie_the_two_before_it(a, reads):
    for minutes, title in enumerate(["một", "hai", "ba", "bốn"]):
        reads(title, locator(0.3), minutes=minutes)
    going = presenters.going_on(a.pupil, a.reader)
    assert [going.book.title, *(row.title for row in going.rows)] == ["một", "hai", "ba"]


def test_with_nothing_begun_no_book_lies_open(a, reads):
    assert presenters.going_on(a.pupil, a.reader) is None
    reads("chỉ xem bìa", locator(0))
    reads("đã đọc hết", locator(1))
    assert presenters.going_on(a.pupil, a.reader) is None


def test_what_she_may_no_longer_open_is_not_offered(a, reads):
    reads("của thầy cô", locator(0.3), audience=Audience.STAFF)
    reads("bản nháp", locator(0.3), live=False)
    assert presenters.going_on(a.pupil, a.reader) is None
    assert presenters.my_things_context(a.pupil, a.reader).rows == ()


def test_nobody_sees_what_another_reads(a, reads, teacher):
    reads("Tấm Cám", locator(0.3))
    assert presenters.going_on(teacher, reader_for(teacher)) is None


def test_the_open_book_costs_a_fixed_number_of_queries(a, reads, django_assert_num_queries):
    counts = []
    for minutes, title in enumerate("abcdef"):
        reads(title, locator(0.3), minutes=minutes, author="Ai đó")
        if minutes in {2, 5}:
            with django_assert_num_queries(5) as captured:
                presenters.going_on(a.pupil, a.reader)
            counts.append(len(captured))
    assert len(set(counts)) == 1


def test_ones_own_things_cost_a_fixed_number_of_queries(a, reads, django_assert_num_queries):
    for minutes, title in enumerate("abcdefgh"):
        reads(title, locator(0.3 if minutes % 2 else 1), minutes=minutes, author="Ai đó")
    with django_assert_num_queries(6):
        presenters.my_things_context(a.pupil, a.reader)


def test_ones_own_things_are_what_is_begun_and_what_is_finished(a, reads):
    reads("dở một", locator(0.3), minutes=5)
    reads("dở hai", locator(0.6), minutes=2)
    reads("xong", locator(1), minutes=1)
    context = presenters.my_things_context(a.pupil, a.reader)
    assert [(row.title, row.percent) for row in context.rows] == [("dở hai", 60), ("dở một", 30)]
    assert [item.title for shelf in context.shelves for item in shelf.items] == ["xong"]
    assert context.empty is None


def test_without_anything_the_page_says_what_to_do(a):
    context = presenters.my_things_context(a.pupil, a.reader)
    assert (context.rows, context.shelves) == ((), ())
    assert context.empty.action.url.startswith("/tim/")


@pytest.mark.parametrize(("share", "percent"), [(0.996, 99), (0.9999, 99), (1, 100), (0.004, 0)])
def test_a_hundred_percent_is_said_at_the_very_end_only(a, reads, share, percent):
    reads("a", locator(share))
    progress = a.pupil.progress.get()
    assert presenters.percent_of(progress) == percent


def test_the_head_leads_to_ones_own_things_when_signed_in(a, request_of):
    from django.contrib.auth.models import AnonymousUser

    (entry,) = shelves.mine(request_of(a.pupil, "/cua-em/"))
    assert (entry.url, entry.current) == ("/cua-em/", True)
    assert shelves.mine(request_of(AnonymousUser())) == []
    assert shelves.where_you_stopped(request_of(AnonymousUser())) is None


def test_the_page_of_ones_own_things_shows_them(signed_in, reads):
    page = reads("Tấm Cám", locator(0.427))
    html = signed_in.get("/cua-em/").content.decode()
    assert "Tấm Cám" in html
    assert f'href="/doc/{page.uid}/"' in html


def test_the_page_of_ones_own_things_asks_strangers_to_sign_in(client, db):
    answer = client.get("/cua-em/")
    assert (answer.status_code, answer["Location"]) == (302, "/vao/?next=/cua-em/")


def test_an_items_page_tells_where_one_stopped_in_it(signed_in, a, reads):
    page = reads("Tấm Cám", locator(0.427))
    html = signed_in.get(f"/tai-lieu/{page.uid}/").content.decode()
    assert "Có một anh chàng đốn củi." in html
    assert 'id="stopped"' in html


def test_an_items_page_says_nothing_of_a_place_that_there_is_not(signed_in, client, a):
    assert 'id="stopped"' not in signed_in.get(f"/tai-lieu/{a.book.uid}/").content.decode()


def test_an_items_page_says_nothing_of_the_places_of_others(client, a, reads, teacher):
    page = reads("Tấm Cám", locator(0.427))
    client.force_login(teacher)
    assert 'id="stopped"' not in client.get(f"/tai-lieu/{page.uid}/").content.decode()


def test_the_contents_on_an_items_page_lead_into_the_book(signed_in, a):
    inner = [{"title": "1", "href": "a.xhtml#1", "children": [{"title": "1.1", "href": "a.xhtml#2"}]}]
    toc = [
        {"title": "Phần một", "href": "a.xhtml", "children": inner},
        {"title": "Phần hai", "href": "b.xhtml", "children": []},
    ]
    page = catalogue.ebook(a.shelf, source=source(toc=toc))
    html = signed_in.get(f"/tai-lieu/{page.uid}/").content.decode()
    assert f'href="/doc/{page.uid}/?c=0">Phần một<' in html
    assert f'href="/doc/{page.uid}/?c=3">Phần hai<' in html


def test_another_school_finds_nothing_of_it_anywhere(client, reads):
    page = reads("Tấm Cám", locator(0.427))
    client.force_login(schools.pupil(schools.school()))
    assert client.get(f"/doc/{page.uid}/").status_code == 404
    assert "Tấm Cám" not in client.get("/cua-em/").content.decode()
