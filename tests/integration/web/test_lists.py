"""Bookshelf, collections, an item: what stands there, for whom, and at what cost."""

import pytest

from cms.accounts.enums import Role
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage
from tests.factories import catalogue, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(a):
    return a.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))


def collection(index, *entries, title="Đêm trăng", **fields):
    page = ThemedCollectionPage(
        title=title,
        slug=title.lower().replace(" ", "-").replace("đ", "d").replace("ê", "e").replace("ă", "a"),
        **fields,
    )
    for order, (book, note) in enumerate(entries):
        page.entries.add(CollectionEntry(resource=book, note=note, sort_order=order))
    return index.add_child(instance=page)


def test_a_bookshelf_stands_in_the_order_of_the_vietnamese_alphabet(a):
    for title in ("Đất rừng", "Dế Mèn", "Ánh sáng", "Em bé"):
        catalogue.ebook(a.shelf, title)
    page = text_of(english(schools.pupil(a)).get(a.shelf.url))
    order = sorted(("Đất rừng", "Dế Mèn", "Ánh sáng", "Em bé"), key=page.index)
    assert order == ["Ánh sáng", "Dế Mèn", "Đất rừng", "Em bé"]


def test_an_empty_shelf_says_what_to_do(a, anybody):
    page = anybody.get(a.shelf.url)
    assert "The shelf is still empty." in text_of(page)
    assert 'href="/vao/"' in page.content.decode()


def test_a_shelf_costs_the_same_for_two_books_and_for_twenty(a, django_assert_max_num_queries):
    client = english(schools.pupil(a))
    for number in range(2):
        catalogue.ebook(a.shelf, author=f"Tác giả {number}")
    client.get(a.shelf.url)
    with django_assert_max_num_queries(40) as few:
        client.get(a.shelf.url)
    for number in range(18):
        catalogue.ebook(a.shelf, author=f"Người viết {number}")
    with django_assert_max_num_queries(len(few)):
        assert client.get(a.shelf.url).content.decode().count('class="object"') == 20


def test_a_collection_keeps_the_curators_order_and_words_and_shows_each_reader_her_own(a, index):
    shown = catalogue.ebook(a.shelf, "Thạch Sanh", audience=Audience.PUBLIC)
    school = catalogue.ebook(a.shelf, "Tấm Cám")
    staff = catalogue.ebook(a.shelf, "Sổ tay thầy cô", audience=Audience.STAFF)
    page = collection(index, (staff, "Chỉ thầy cô."), (school, "Đọc to lên."), (shown, "Đọc trước đã."))
    pupil = text_of(english(schools.pupil(a)).get(page.url))
    assert pupil.index("Tấm Cám") < pupil.index("Thạch Sanh")
    assert "Đọc to lên." in pupil
    assert "Sổ tay thầy cô" not in pupil
    assert "Chỉ thầy cô." not in pupil
    stranger = text_of(english().get(page.url))
    assert ("Thạch Sanh" in stranger, "Tấm Cám" in stranger) == (True, False)
    assert "Sổ tay thầy cô" in text_of(english(schools.user(Role.TEACHER, a)).get(page.url))


def test_a_collection_without_anything_for_her_is_no_page_at_all(a, index, anybody):
    page = collection(index, (catalogue.ebook(a.shelf, "Tấm Cám"), ""))
    assert anybody.get(page.url).status_code == 404
    assert "Đêm trăng" not in text_of(anybody.get(index.url))
    assert "Collections" not in text_of(anybody.get("/"))
    pupil = english(schools.pupil(a))
    assert "Đêm trăng" in text_of(pupil.get(index.url))
    assert "Collections" in text_of(pupil.get("/"))


def test_the_newest_collection_stands_on_the_night_panel(a, index):
    collection(index, (catalogue.ebook(a.shelf, "Tấm Cám"), ""), intro="Ba cuốn cho đêm rằm.")
    page = english(schools.pupil(a)).get("/")
    assert 'class="night"' in page.content.decode()
    assert "Ba cuốn cho đêm rằm." in text_of(page)


def test_an_items_page_names_what_it_is_and_opens_it(a):
    book = catalogue.ebook(a.shelf, "Thạch Sanh", author="Dân gian", summary="Chàng đốn củi.", grade_from=3, grade_to=5)
    page = english(schools.pupil(a)).get(f"/tai-lieu/{book.uid}/")
    html, words = page.content.decode(), text_of(page)
    assert f'href="/doc/{book.uid}/"' in html
    assert "Thạch Sanh" in words
    assert "Chàng đốn củi." in words
    assert html.count("data-chosen") == 3
    assert "Any grade may open it." in words


def test_a_title_with_markup_in_it_is_text(a):
    book = catalogue.ebook(a.shelf, "<script>alert(1)</script>", author="<b>x</b>", summary="<img src=x>")
    for path in (f"/tai-lieu/{book.uid}/", "/", a.shelf.url):
        html = english(schools.pupil(a)).get(path).content.decode()
        assert "<script>alert" not in html
        assert "<b>x</b>" not in html
        assert "<img src=x" not in html


def test_a_page_whose_type_is_not_installed_is_shown_by_the_stand_in(a):
    book = catalogue.ebook(a.shelf, "Thạch Sanh")
    ResourcePage.objects.filter(pk=book.pk).update(type_slug="gone")
    page = english(schools.pupil(a)).get(f"/tai-lieu/{book.uid}/")
    assert page.status_code == 200
    assert page.templates[0].name == "catalogue/stand_in.html"
    assert "Nothing is lost." in text_of(page)
    assert "Thạch Sanh" in text_of(english(schools.pupil(a)).get("/"))
