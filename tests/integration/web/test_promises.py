"""What a page promises, this reader finds: no tile, door, shelf or number stands for what is empty for her."""

import pytest

from cms.accounts.enums import Role
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.enums import Audience
from library_pages.media.enums import RecordingKind
from search import engines
from search.documents import published, put_of
from tests.factories import catalogue, recordings, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelved(a):
    """An e-book for everybody, an audiobook for the school, a video for its staff."""
    video = recordings.recording(kind=RecordingKind.VIDEO)
    return [
        catalogue.ebook(a.shelf, "Thạch Sanh", audience=Audience.PUBLIC),
        recordings.page(a.shelf, "Tấm Cám", audience=Audience.SCHOOL),
        recordings.page(a.shelf, "Giờ dạy mẫu", played=video, audience=Audience.STAFF),
    ]


@pytest.fixture
def index(a):
    return a.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))


def collection(index, resources, *, slug="dem-trang"):
    page = ThemedCollectionPage(title="Đêm trăng", slug=slug, intro="Nghe và đọc.")
    for order, resource in enumerate(resources):
        page.entries.add(CollectionEntry(resource=resource, sort_order=order))
    return index.add_child(instance=page)


def tiles(response):
    return [tile.mark.slug for tile in response.context["context"].tiles]


def test_tiles_stand_for_what_she_may_open(a, shelved):
    pupil, teacher = english(schools.pupil(a)).get("/"), english(schools.user(Role.TEACHER, a)).get("/")
    assert tiles(pupil) == ["audiobook", "ebook"]
    assert tiles(teacher) == ["audiobook", "ebook", "video"]
    assert "0 titles" not in text_of(pupil)
    assert "What would you like: listen, read?" in text_of(pupil)
    assert "What would you like: listen, read, watch?" in text_of(teacher)


def test_doors_lead_to_what_a_small_pupil_may_open(a, shelved):
    page = english(schools.pupil(a, 1)).get("/")
    assert [door.holds for door in page.context["context"].doors] == ["headphones", "book"]
    assert "Watch films" not in text_of(page)


def test_a_house_without_anything_behind_its_doors_says_so(a):
    page = text_of(english(schools.pupil(a, 1)).get("/"))
    assert "The shelves are still empty." in page
    assert "Listen how it works" not in page


def test_the_head_leads_to_a_bookshelf_on_which_there_is_something(a):
    book = catalogue.ebook(a.shelf, audience=Audience.SCHOOL)
    assert "Bookshelf" in text_of(english(schools.pupil(a)).get("/"))
    assert "Bookshelf" not in text_of(english().get("/"))
    book.audience = Audience.PUBLIC
    book.save()
    assert "Bookshelf" in text_of(english().get("/"))
    book.unpublish()
    assert "Bookshelf" not in text_of(english(schools.pupil(a)).get("/"))


def test_a_bookshelf_of_another_school_is_none_of_hers(a):
    b = schools.school("Trường Sao Mai")
    catalogue.ebook(b.shelf, audience=Audience.PUBLIC)
    assert "Bookshelf" not in text_of(english(schools.pupil(a)).get("/"))


def test_an_item_names_its_shelf_while_that_is_published(a):
    book = catalogue.ebook(a.shelf)
    pupil = english(schools.pupil(a))
    assert f'href="{a.shelf.url}"' in pupil.get(f"/tai-lieu/{book.uid}/").content.decode()
    a.shelf.unpublish()
    assert "Tủ sách" not in text_of(pupil.get(f"/tai-lieu/{book.uid}/"))


def test_a_collection_counts_for_each_reader_what_she_finds_there(a, index, shelved):
    page = collection(index, shelved)
    expected = {
        english(): "E-books: 1",
        english(schools.pupil(a)): "Audiobooks: 1 · E-books: 1",
        english(schools.user(Role.TEACHER, a)): "Audiobooks: 1 · E-books: 1 · Videos: 1",
    }
    for reader, holds in expected.items():
        assert reader.get(page.url).context["context"].holds == holds
        assert reader.get(index.url).context["context"].features[0].holds == holds
        assert reader.get("/").context["context"].feature.holds == holds
        assert holds in text_of(reader.get(page.url))


def test_a_list_of_collections_costs_the_same_for_two_and_for_eight(a, index, shelved, django_assert_max_num_queries):
    pupil = english(schools.pupil(a))
    for number in range(2):
        collection(index, shelved, slug=f"s-{number}")
    pupil.get(index.url)
    with django_assert_max_num_queries(40) as few:
        pupil.get(index.url)
    for number in range(2, 8):
        collection(index, shelved, slug=f"s-{number}")
    with django_assert_max_num_queries(len(few)):
        assert len(pupil.get(index.url).context["context"].features) == 8


def test_a_type_without_anything_for_her_is_not_counted_as_none(a, shelved):
    for engine in filter(None, (engines.configured(), engines.stand_in())):
        engine.rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))
    page = text_of(english().get("/tim/?type=audiobook"))
    assert "0 titles" not in page
    assert "Nothing in the library fits." in page
    assert "Audiobook: 1 title" in text_of(english(schools.pupil(a)).get("/tim/?type=audiobook"))
