"""A type whose callable raises takes down no page of others: logged once, shown to the administrator, left out."""

from dataclasses import replace

import pytest
from django.db import OperationalError

from cms.accounts.enums import Role
from cms.plugins import isolation, registry
from cms.plugins.contract import Detail, TypeFacet
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.selectors.content import place_label
from library_pages.text.kind import FileContent
from library_pages.types.ebook.models import EbookPage
from search import engines
from search.documents import batch_of, published, put_of
from tests.factories import publications, recordings, schools
from tests.factories.callers import Caller
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

WORDS = "the type's own mistake"
RAISES = f"{__name__}.raises"
# An index is made anew for a facet: pages beside it are visited by visit_raising.py.
CALLED = [field for field in isolation.FIELDS if field != "search.facets"]


def raises(*_arguments, **_named):
    raise RuntimeError(WORDS)


def changed(declaration, field, path):
    """The declaration with another callable in this field."""
    group, _, name = field.rpartition(".")
    if name == "details":
        detail = Detail(name="broken", label="Broken", values=path, brief="%(value)s")
        return replace(declaration, details=(detail,))
    if name == "facets":
        facet = TypeFacet("broken", "Broken", field="broken")
        return replace(declaration, search=replace(declaration.search, facets=(facet,)))
    if name == "fields":
        return replace(declaration, search=replace(declaration.search, fields=("broken",)))
    if not group:
        return replace(declaration, **{name: path})
    return replace(declaration, **{group: replace(getattr(declaration, group), **{name: path})})


@pytest.fixture
def broken(monkeypatch):
    """Lets one callable of e-books raise."""
    monkeypatch.setattr(isolation, "_logged", {})
    monkeypatch.setattr(EbookPage, "broken", property(raises), raising=False)

    def let(field, path=RAISES):
        monkeypatch.setitem(registry._types, "ebook", changed(registry.get("ebook"), field, path))

    return let


@pytest.fixture
def at(db):
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def book(at):
    return publications.readable(at.shelf, "Thạch Sanh", "Chàng đốn củi ở gốc đa.")


@pytest.fixture
def themed(at, book):
    index = at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))
    page = ThemedCollectionPage(title="Đêm trăng", slug="dem-trang")
    page.entries.add(CollectionEntry(resource=book))
    return index.add_child(instance=page)


def index_all():
    for engine in filter(None, (engines.configured(), engines.stand_in())):
        engine.rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))


@pytest.mark.parametrize("field", CALLED)
def test_every_page_that_shows_items_answers(at, book, themed, broken, field):
    other = recordings.page(at.shelf, "Tấm Cám")
    index_all()  # so that passages are found of which the place can't be said
    pupil, small = schools.pupil(at), schools.pupil(at, 1)
    broken(field)
    paths = ["/", at.shelf.url, "/tim/?q=goc+da", "/tim/", themed.url, themed.get_parent().url, "/cua-em/"]
    paths += [f"/tai-lieu/{each.uid}/" for each in (book, other)]
    for who in (pupil, small, schools.user(Role.TEACHER, at)):
        for path in paths:
            answer = english(who).get(path)
            assert answer.status_code == 200, (path, answer.status_code)
    for path in ("/", at.shelf.url, "/tim/?q=goc+da", themed.url):
        assert "Thạch Sanh" in text_of(english(pupil).get(path)), path
    app = Caller(pupil)
    for path in ("items", f"items/{book.uid}", f"items/{other.uid}", "collections", f"collections/{themed.uid}"):
        assert app.get(path).status_code == 200, path
    for path in ("search", f"items/{book.uid}/search"):
        assert app.get(path, q="gốc đa").json()["total"] == 1, path
    assert english(pupil).get(f"/doc/{other.uid}/").status_code == 200


@pytest.mark.parametrize("field", isolation.FIELDS)
def test_the_index_holds_the_item_without_what_its_type_could_not_say(at, book, broken, field):
    broken(field)
    batch = batch_of([str(book.uid)], 1)
    assert [operation.id for operation in batch.operations] == [str(book.uid)]
    is_asked = field in {"search.passages", "search.fields", "search.facets", "opening.open"}
    assert batch.failures == ({str(book.uid): f"RuntimeError: {WORDS}"} if is_asked else {})
    assert bool(batch.operations[0].passages) == (field != "search.passages")


def test_what_can_not_be_opened_for_it_says_so(at, book, broken):
    broken("opening.open")
    answer = english(schools.pupil(at)).get(f"/doc/{book.uid}/")
    assert answer.status_code == 500
    assert "This one can't be opened at the moment." in text_of(answer)
    assert Caller(schools.pupil(at)).get(f"items/{book.uid}/publication").json()["code"] == "not-openable"


@pytest.mark.parametrize("field", ["details", "opening.open", "search.passages"])
def test_an_answer_of_a_wrong_shape_is_a_fault_as_well(at, book, broken, field):
    broken(field, f"{__name__}.a_number")
    assert english(schools.pupil(at)).get(f"/tai-lieu/{book.uid}/").status_code == 200
    batch_of([str(book.uid)], 1)
    assert [fault.field for fault in isolation.recent()] == [field]


@pytest.mark.parametrize("answer", ["raises", "numbers"])
def test_a_content_that_can_not_say_its_passages_is_a_fault_of_its_type(book, broken, monkeypatch, answer):
    monkeypatch.setattr(FileContent, "passages", globals()[answer])
    batch = batch_of([str(book.uid)], 1)
    assert (batch.operations[0].id, batch.operations[0].passages) == (str(book.uid), ())
    assert list(batch.failures) == [str(book.uid)]
    assert [(fault.slug, fault.field) for fault in isolation.recent()] == [("ebook", "search.passages")]


def test_a_content_that_can_not_say_a_place_is_a_fault_of_its_type(book, broken, monkeypatch):
    monkeypatch.setattr(FileContent, "place_label", raises)
    assert place_label(book, {"type": "application/pdf"}, "xiv") == "xiv"
    assert [(fault.slug, fault.field) for fault in isolation.recent()] == [("ebook", "search.place_label")]


def numbers(*_arguments):
    return [17]


def a_number(*_arguments):
    return 17


def test_a_flood_of_items_is_logged_once_with_the_types_name(at, broken, caplog):
    for number in range(12):
        publications.readable(at.shelf, f"Sách {number}")
    broken("details")
    for _ in range(3):
        english(schools.pupil(at)).get(at.shelf.url)
    logged = [record for record in caplog.records if record.message == "resource type raised"]
    assert [(record.type, record.field) for record in logged] == [("ebook", "details")]
    assert WORDS in str(logged[0].exc_info[1])


def test_the_administrator_is_shown_which_type_it_is(at, book, broken):
    administrator = schools.user(Role.ADMINISTRATOR, at, is_staff=True, is_superuser=True)
    librarian = schools.user(Role.LIBRARIAN, at, is_staff=True)
    assert WORDS not in text_of(english(administrator).get("/admin/"))
    broken("details")
    english(schools.pupil(at)).get("/")
    page = text_of(english(administrator).get("/admin/"))
    assert WORDS in page
    assert "details" in page
    assert WORDS not in text_of(english(librarian).get("/admin/"))


def test_a_database_that_is_away_is_no_fault_of_a_type(book, broken):
    broken("details", f"{__name__}.is_away")
    kind = registry.get("ebook")
    with pytest.raises(OperationalError):
        isolation.isolated(kind, "details", is_away, otherwise={})
    assert isolation.isolated(kind, "details", has_no_table, otherwise={}) == {}
    assert [fault.error for fault in isolation.recent()] == ["OperationalError: no such table: poem_poempage"]


def is_away(*_arguments):
    raise OperationalError("database is locked")


def has_no_table(*_arguments):
    raise OperationalError("no such table: poem_poempage")
