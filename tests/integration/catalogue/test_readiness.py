"""Whether something can be opened is asked of its content, for all pages at once, and said alike everywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cms.accounts.enums import Role
from cms.plugins import isolation
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.models import ResourcePage, Work
from library_pages.catalogue.selectors.readiness import standing_of, standings_of
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from library_pages.text.enums import SourceState
from library_pages.text.kind import FileContent
from library_pages.types.ebook.models import EbookPage
from search.port import Hit
from search.results import results
from tests.factories import publications, recordings, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

PREPARED = "The library is still preparing this one. Come back in a minute."
BROKEN = "This one can't be opened yet. Tell the librarian, who can put in a better file."
NOT_PLAYED = "This recording can't be played. Please tell the library."


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def at(db):
    return schools.school("Trường Hoa Gạo")


def rows(*pages):
    return list(ResourcePage.objects.filter(pk__in=[page.pk for page in pages]).order_by("path"))


@pytest.mark.parametrize(
    ("state", "readiness", "note"),
    [
        (SourceState.READY, Readiness.READY, ""),
        (SourceState.QUEUED, Readiness.BEING_PREPARED, PREPARED),
        (SourceState.READING, Readiness.BEING_PREPARED, PREPARED),
        (SourceState.FAILED, Readiness.NOT_READABLE, BROKEN),
    ],
)
def test_a_file_says_whether_it_has_been_read(at, state, readiness, note):
    page = publications.readable(at.shelf, state=state)
    (row,) = rows(page)
    standings = [standings_of([row])[row.pk], standings_of([page])[page.pk], standing_of(row)]
    assert {(standing.readiness, standing.note) for standing in standings} == {(readiness, note)}


def test_a_recording_says_so_in_words_of_its_own(at):
    page = recordings.page(at.shelf)
    Recording.objects.update(state=RecordingState.FAILED)
    assert standings_of(rows(page))[page.pk].note == NOT_PLAYED
    Recording.objects.update(state=RecordingState.PLAYABLE)
    assert standings_of(rows(page))[page.pk].is_ready


def test_without_a_content_there_is_nothing_to_open(at):
    page = publications.readable(at.shelf)
    EbookPage.objects.update(source=None)
    (row,) = rows(page)
    assert standings_of([row])[row.pk].readiness == Readiness.NOTHING
    row.type_slug = "gone"
    assert standings_of([row])[row.pk].readiness == Readiness.NOTHING


def test_many_pages_cost_as_many_queries_as_two(at):
    def cost(count):
        pages = [publications.readable(at.shelf) for _ in range(count)]
        pages += [recordings.page(at.shelf, f"Chuyện {number}") for number in range(count)]
        asked = rows(*pages)
        with CaptureQueriesContext(connection) as queries:
            assert len(standings_of(asked)) == 2 * count
        return len(queries)

    assert cost(1) == cost(4) == 4  # one a type and one a kind of content


def test_the_item_page_promises_what_can_be_opened_and_says_why_the_rest_can_not(at):
    work = Work.objects.create(name="Thạch Sanh")
    ready = publications.readable(at.shelf, "Thạch Sanh", work=work)
    waiting = publications.readable(at.shelf, "Thạch Sanh", state=SourceState.READING, work=work)
    broken = publications.readable(at.shelf, "Thạch Sanh", state=SourceState.FAILED, work=work)
    answer = english(schools.pupil(at)).get(f"/tai-lieu/{waiting.uid}/")
    text, page = text_of(answer), answer.content.decode()
    assert text.count("Ready to open here") == 1
    assert PREPARED in text
    assert BROKEN in text
    assert [f'href="/doc/{form.uid}/"' in page for form in (ready, waiting, broken)] == [True, False, False]


def test_results_offer_what_can_be_opened(at):
    ready = publications.readable(at.shelf, "Cây khế")
    waiting = publications.readable(at.shelf, "Cây bàng", state=SourceState.QUEUED)
    hits = [Hit(id=str(page.uid), title=((page.title, False),), score=1.0) for page in (ready, waiting)]
    found = results(schools.reader(Role.PUPIL, at), hits)
    opens, waits = [[form.url for form in result.forms] for result in found]
    assert (opens, waits) == ([f"/doc/{ready.uid}/"], [f"/tai-lieu/{waiting.uid}/"])


def test_a_content_that_can_not_say_it_is_a_fault_of_its_type(at, monkeypatch):
    def raises(*_arguments):
        raise RuntimeError("no idea")

    monkeypatch.setattr(isolation, "_logged", {})
    monkeypatch.setattr(FileContent, "readiness", raises)
    page = publications.readable(at.shelf)
    text = text_of(english(schools.pupil(at)).get(f"/tai-lieu/{page.uid}/"))
    assert "This one can't be opened at the moment." in text
    assert english(schools.pupil(at)).get(f"/doc/{page.uid}/").status_code == 500
    assert {(fault.slug, fault.field) for fault in isolation.recent()} == {("ebook", "opening.open")}
