"""Shelves, home and numbers of titles show a work once, with those of its forms that the reader may see (ADR 0042)."""

from __future__ import annotations

import pytest

from cms.accounts.enums import Role
from cms.plugins import registry
from cms.plugins.contract import Activity
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage, Work
from library_pages.catalogue.selectors.holdings import titles_by_type, types_of
from library_pages.catalogue.selectors.works import LAST, first_forms, forms_by_page, precedence_of
from tests.factories import catalogue, publications, recordings, schools
from tests.integration.web.conftest import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(a):
    return schools.reader(Role.PUPIL, a)


@pytest.fixture
def forms(a):
    """An e-book for the school, its audiobook for everybody, another edition for the teachers."""
    work = Work.objects.create(name="Dòng sông kể chuyện")
    return (
        publications.readable(a.shelf, "Dòng sông kể chuyện", "Sông.", work=work),
        recordings.page(a.shelf, "Dòng sông kể chuyện", audience=Audience.PUBLIC, work=work),
        publications.readable(a.shelf, "Bản của thầy cô", "Sông.", audience=Audience.STAFF, work=work),
    )


def visible(reader):
    return access.visible(ResourcePage.objects.all(), reader)


def test_titles_are_works_of_which_a_form_of_the_type_is_visible(a, pupil, forms):
    catalogue.ebook(a.shelf, "Một mình")
    publications.readable(a.shelf, "Bản in lại", "Sông.", work=forms[0].work)
    assert titles_by_type(pupil) == {"ebook": 2, "audiobook": 1}
    assert titles_by_type(schools.reader(Role.TEACHER, a)) == {"ebook": 2, "audiobook": 1}
    assert types_of(visible(pupil)) == {"ebook": 2, "audiobook": 1}


def test_a_list_holds_the_first_visible_form_of_each_work(a, pupil, forms):
    alone = catalogue.ebook(a.shelf, "Chim sẻ")
    assert [page.pk for page in first_forms(visible(pupil), "title_sort")] == [alone.pk, forms[0].pk]
    assert first_forms(visible(pupil), "title_sort").count() == 2
    teacher = schools.reader(Role.TEACHER, a)
    assert [page.pk for page in first_forms(visible(teacher), "title_sort")] == [forms[2].pk, alone.pk]


def test_of_equal_forms_one_that_opens_comes_first_and_reading_before_listening():
    slugs = [declaration.slug for declaration in registry.all_types()]
    order = [registry.get(slug) for slug in sorted(slugs, key=precedence_of)]
    assert [each.opening is None for each in order] == sorted(each.opening is None for each in order)
    opening = [list(Activity).index(each.activity) for each in order if each.opening is not None]
    assert opening == sorted(opening)
    assert precedence_of("ebook") < precedence_of("audiobook") < precedence_of("not-installed") == LAST


def test_forms_of_many_works_cost_one_query(a, pupil, forms, django_assert_num_queries):
    alone = catalogue.ebook(a.shelf)
    pages = [forms[1], ResourcePage.objects.get(pk=alone.pk)]
    with django_assert_num_queries(1):
        found = forms_by_page(pages, pupil)
    assert [form.pk for form in found[forms[1].pk]] == [forms[1].pk, forms[0].pk]
    assert [form.pk for form in found[alone.pk]] == [alone.pk]


def shown(response):
    assert response.status_code == 200
    return response.context["context"]


def test_the_bookshelf_shows_a_work_once_and_names_its_other_forms(a, forms):
    (item,) = shown(english(schools.pupil(a)).get(a.shelf.url)).items
    assert (item.uid, [mark.slug for mark in item.forms]) == (str(forms[0].uid), ["audiobook"])
    (alone,) = shown(english().get(a.shelf.url)).items
    assert (alone.uid, alone.forms) == (str(forms[1].uid), ())


def test_pages_of_the_bookshelf_hold_each_work_once(a):
    for number in range(30):
        work = Work.objects.create(name=f"Truyện {number}")
        catalogue.ebook(a.shelf, f"Truyện {number:02d}", audience=Audience.PUBLIC, work=work)
        recordings.page(a.shelf, f"Truyện {number:02d}, bản đọc", audience=Audience.PUBLIC, work=work)
    first, second = (shown(english().get(a.shelf.url, {"page": page})) for page in (1, 2))
    assert (len(first.items), len(second.items), second.pager.pages) == (24, 6, 2)
    assert len({item.title for item in (*first.items, *second.items)}) == 30


def test_a_shelf_costs_the_same_for_two_works_and_for_twelve(a, django_assert_max_num_queries):
    client = english(schools.pupil(a))

    def fill(count):
        for number in range(count):
            work = Work.objects.create(name=f"Truyện {number}")
            catalogue.ebook(a.shelf, f"Truyện {number}", work=work)
            recordings.page(a.shelf, f"Truyện {number}", work=work)

    fill(2)
    client.get(a.shelf.url)
    with django_assert_max_num_queries(40) as few:
        client.get(a.shelf.url)
    fill(10)
    with django_assert_max_num_queries(len(few)):
        assert len(shown(client.get(a.shelf.url)).items) == 12


def test_home_shows_a_work_once_and_counts_it_in_each_type(a, forms):
    context = shown(english(schools.pupil(a)).get("/"))
    (new,) = (shelf for shelf in context.shelves if shelf.slug == "new")
    assert len(new.items) == 1
    assert [(tile.mark.slug, tile.count) for tile in context.tiles] == [("audiobook", "1 title"), ("ebook", "1 title")]


def test_a_collection_shows_a_work_where_its_first_form_stands_with_the_first_note(a, forms):
    index = a.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))
    page = ThemedCollectionPage(title="Sông nước", slug="song-nuoc")
    entries = [(forms[1], ""), (catalogue.ebook(a.shelf, "Chim sẻ"), ""), (forms[0], "Đọc to lên.")]
    for order, (resource, note) in enumerate(entries):
        page.entries.add(CollectionEntry(resource=resource, note=note, sort_order=order))
    index.add_child(instance=page)
    context = shown(english(schools.pupil(a)).get(page.url))
    assert [(item.uid, item.note) for item in context.items] == [
        (str(forms[1].uid), "Đọc to lên."),
        (str(entries[1][0].uid), ""),
    ]
    assert context.holds == "Audiobooks: 1 · E-books: 2"
