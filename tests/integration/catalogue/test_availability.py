"""How a reader can have something: said by its type for a whole list at once, shown on page, results and in the API."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from cms.accounts.reader import ANONYMOUS, reader_for
from cms.plugins import isolation, registry
from cms.plugins.contract import Availability, AvailabilityState
from library_pages.catalogue import presenters
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.readiness import Standing, standings_of
from library_pages.text.enums import SourceState
from search.results import form_fact
from tests.factories import catalogue, publications, schools
from tests.factories.callers import Caller
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

READY, NOTHING = Standing(Readiness.READY), Standing(Readiness.NOTHING)


def on_the_shelf(pages, reader):
    rows = ResourcePage.objects.filter(pk__in=[page.pk for page in pages])
    state = AvailabilityState.ON_SHELF if reader.is_authenticated else AvailabilityState.ASK
    return {row.pk: Availability(state, free=2, total=3, place="Reading room") for row in rows}


def of_no_page(pages, reader):
    return {}


def raises(pages, reader):
    raise RuntimeError("the shelf fell down")


def more_than_there_are(pages, reader):
    return {page.pk: Availability(AvailabilityState.ON_SHELF, free=4, total=3) for page in pages}


def words(pages, reader):
    return {page.pk: "on the shelf" for page in pages}


@pytest.fixture
def at(db):
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def declare(monkeypatch):
    """Lets e-books be lent: what is printed of them stands on a shelf."""

    def run(function, **changes):
        declaration = replace(registry.get("ebook"), availability=f"{__name__}.{function.__name__}", **changes)
        monkeypatch.setitem(registry._types, "ebook", declaration)

    return run


def test_what_the_type_says_is_on_the_page_and_in_the_api(at, declare):
    book = publications.readable(at.shelf, "Thạch Sanh", "Chàng đốn củi.", audience="public")
    declare(on_the_shelf)
    pupil = schools.pupil(at)
    assert "On the shelf: 2 of 3 · Reading room" in text_of(english(pupil).get(f"/tai-lieu/{book.uid}/"))
    (form,) = Caller(pupil).get(f"items/{book.uid}").json()["forms"]
    assert form["availability"] == {
        "state": "on-shelf",
        "text": "On the shelf: 2 of 3 · Reading room",
        "free": 2,
        "total": 3,
        "place": "Reading room",
        "until": None,
    }
    (form,) = Caller().get(f"items/{book.uid}").json()["forms"]
    assert form["availability"]["state"] == "ask", "the reader decides as well"


def test_what_is_not_opened_here_and_of_which_nothing_is_known_is_asked_for(at, declare):
    book = catalogue.ebook(at.shelf, "Sách giấy")
    declare(of_no_page, opening=None)
    assert "Ask the librarian" in text_of(english(schools.pupil(at)).get(f"/tai-lieu/{book.uid}/"))


@pytest.mark.parametrize(
    ("state", "said"), [(SourceState.READY, "online"), (SourceState.READING, "preparing"), (SourceState.FAILED, "ask")]
)
def test_without_a_declaration_it_is_had_as_far_as_it_opens(at, state, said):
    book = publications.readable(at.shelf, "Sách", "đoạn", state=state)
    (form,) = Caller(schools.pupil(at)).get(f"items/{book.uid}").json()["forms"]
    assert form["availability"]["state"] == said
    assert form["availability"]["text"]


@pytest.mark.parametrize("function", [raises, more_than_there_are, words])
def test_a_fault_leaves_the_item_as_it_opens(at, declare, function):
    book = publications.readable(at.shelf, "Sách", "đoạn")
    declare(function)
    with isolation.noticing() as faults:
        assert "Ready to open here" in text_of(english(schools.pupil(at)).get(f"/tai-lieu/{book.uid}/"))
    assert {(fault.slug, fault.field) for fault in faults} == {("ebook", "availability")}


def test_a_hundred_items_cost_as_many_queries_as_one(at, declare, django_assert_num_queries):
    pages = [catalogue.ebook(at.shelf, f"Sách {number}") for number in range(100)]
    rows = list(ResourcePage.objects.filter(pk__in=[page.pk for page in pages]))
    reader, standings = reader_for(schools.pupil(at)), standings_of(rows)
    declare(on_the_shelf)
    for some in (rows[:1], rows):
        with django_assert_num_queries(1):
            assert len(availability_of(some, reader, standings)) == len(some)


def test_a_result_names_copies_of_what_does_not_open_here(at, declare):
    book = catalogue.resource(catalogue.ebook(at.shelf, "Sách giấy"))
    declare(on_the_shelf, opening=None)
    lent = Availability(AvailabilityState.LENT, until=date(2026, 12, 5))
    with override("en"):
        assert form_fact(book, NOTHING, lent).text == "Every copy is lent · back on 12/05/2026"
        assert form_fact(book, NOTHING, Availability(AvailabilityState.ASK)).text == str(book.resource_type.label)
        assert form_fact(book, READY, lent).text == "Read now"
        assert presenters.availability_in_words(Availability(AvailabilityState.PREPARING), NOTHING)
    assert availability_of([book], ANONYMOUS, {book.pk: NOTHING})[book.pk].state == AvailabilityState.ASK
