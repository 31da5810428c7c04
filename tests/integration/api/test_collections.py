"""Themed collections by API."""

import pytest

from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage


@pytest.fixture
def collection(school, library):
    """A collection of a book of every audience and a draft."""
    index = school.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))
    page = index.add_child(instance=ThemedCollectionPage(title="Đêm trăng", slug="dem-trang", intro="Đọc buổi tối."))
    books = (library.staff, library.school, library.draft, library.public)
    for order, book in enumerate(books):
        page.entries.add(CollectionEntry(resource=book, note=f"Lời {order}", sort_order=order))
    page.save()
    return page


def entries(caller, collection):
    found = caller.get(f"collections/{collection.uid}").json()["entries"]
    return [(entry["item"]["title"], entry["note"]) for entry in found]


def test_a_collection_stands_in_the_curators_order_as_each_reader_may_see_it(collection, anybody, app, teacher):
    assert entries(teacher, collection) == [("Sách staff", "Lời 0"), ("Sách school", "Lời 1"), ("Sách public", "Lời 3")]
    assert entries(app, collection) == [("Sách school", "Lời 1"), ("Sách public", "Lời 3")]
    assert entries(anybody, collection) == [("Sách public", "Lời 3")]


def test_a_list_names_the_collections_with_something_for_the_reader(collection, anybody, app, library):
    assert [row["uid"] for row in anybody.rows("collections")] == [str(collection.uid)]
    library.public.unpublish()
    assert anybody.rows("collections") == []
    assert anybody.get(f"collections/{collection.uid}").status_code == 404
    assert [row["title"] for row in app.rows("collections", limit=1)] == ["Đêm trăng"]


def test_a_collection_counts_what_this_reader_may_open_of_it(collection, anybody, app, teacher):
    for caller, count in ((anybody, 1), (app, 2), (teacher, 3)):
        titles = [{"type": {"code": "ebook", "label": "E-books"}, "count": count}]
        assert caller.rows("collections")[0]["titles"] == titles
        assert caller.get(f"collections/{collection.uid}").json()["titles"] == titles


def test_an_unpublished_collection_is_gone(collection, app):
    collection.unpublish()
    assert app.rows("collections") == []
    assert app.get(f"collections/{collection.uid}").status_code == 404


@pytest.mark.parametrize("more", [1, 8])
def test_a_list_costs_the_same_queries_whatever_its_length(collection, app, library, more, django_assert_num_queries):
    for number in range(more):
        page = collection.get_parent().add_child(instance=ThemedCollectionPage(title=f"{number}", slug=f"s-{number}"))
        page.entries.add(CollectionEntry(resource=library.school))
        page.save()
    app.get("collections")  # Wagtail's paths of sites go into the cache
    with django_assert_num_queries(4):  # token, reader, rows, what they hold
        assert len(app.get("collections").json()["items"]) == more + 1
