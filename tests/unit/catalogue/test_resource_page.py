import pytest
from django.core.exceptions import ValidationError

from cms.foundation import outbox
from cms.foundation.models import OutboxRow
from library_pages.catalogue.models import Contributor, ResourcePage, Subject
from library_pages.types.ebook.models import EbookPage
from tests.factories import catalogue, schools
from tests.factories.sources import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def a():
    return schools.school()


@pytest.fixture(autouse=True)
def topic(monkeypatch):
    monkeypatch.setattr(outbox, "_drains", {"index": ("cms.foundation.tasks.sweep_outbox", "index")})


def noted():
    return set(OutboxRow.objects.values_list("object_id", flat=True))


def test_school_and_type_come_from_the_tree_and_the_class(a):
    page = catalogue.ebook(a.shelf)
    assert (page.school, page.type_slug) == (a.school, "ebook")


def test_what_stands_outside_a_school_is_shared():
    assert catalogue.ebook(schools.shared_shelf()).school is None


def test_a_moved_resource_belongs_to_the_school_it_now_stands_in(a):
    b = schools.school()
    page = catalogue.ebook(a.shelf)
    OutboxRow.objects.all().delete()
    page.move(b.shelf, pos="last-child")
    assert catalogue.resource(page).school == b.school
    assert str(page.uid) in noted()


def test_a_moved_shelf_takes_its_resources_along(a):
    b = schools.school()
    page = catalogue.ebook(a.shelf)
    a.shelf.move(b.home, pos="last-child")
    assert catalogue.resource(page).school == b.school


def test_a_copy_belongs_to_the_school_it_was_put_into_and_has_an_id_of_its_own(a):
    b = schools.school()
    page = catalogue.ebook(a.shelf, live=False)
    copy = page.copy(to=b.shelf)
    assert catalogue.resource(copy).school == b.school
    assert copy.uid != page.uid


def test_saving_and_deleting_note_the_change(a):
    page = catalogue.ebook(a.shelf)
    assert noted() == {str(page.uid)}
    OutboxRow.objects.all().delete()
    page.delete()
    assert noted() == {str(page.uid)}


def test_deleting_a_shelf_notes_every_resource_on_it(a):
    pages = [catalogue.ebook(a.shelf) for _ in range(3)]
    OutboxRow.objects.all().delete()
    a.shelf.delete()
    assert noted() == {str(page.uid) for page in pages}


def test_unpublishing_notes_the_change(a):
    page = catalogue.ebook(a.shelf)
    OutboxRow.objects.all().delete()
    page.unpublish()
    assert noted() == {str(page.uid)}


def test_a_renamed_contributor_notes_all_resources_that_name_her(a):
    page = catalogue.ebook(a.shelf, author="Phạm Thu Giang")
    catalogue.ebook(a.shelf)
    OutboxRow.objects.all().delete()
    author = Contributor.objects.get()
    author.name = "Phạm Thu Hằng"
    author.save()
    assert noted() == {str(page.uid)}


def test_a_renamed_subject_notes_its_resources(a):
    subject = Subject.objects.create(name="Thiên văn")
    page = catalogue.ebook(a.shelf)
    page.subjects.add(subject)
    page.save()
    OutboxRow.objects.all().delete()
    subject.save()
    assert noted() == {str(page.uid)}


def test_slugs_are_ascii_and_keep_the_d(a):
    page = EbookPage(title="Đảo giấu vàng", source=source())
    a.shelf.add_child(instance=page)
    assert page.slug == "dao-giau-vang"


def test_two_books_of_one_title_get_two_slugs(a):
    slugs = {a.shelf.add_child(instance=EbookPage(title="Tấm Cám", source=source())).slug for _ in range(2)}
    assert slugs == {"tam-cam", "tam-cam-2"}


def test_a_title_in_decomposed_form_is_stored_composed(a):
    page = EbookPage(title="Me\u0300n", source=source())
    a.shelf.add_child(instance=page)
    page.full_clean()
    assert page.title == "Mèn"


@pytest.mark.parametrize(
    ("first", "last", "grades"), [(3, 5, (3, 4, 5)), (4, None, (4,)), (None, 2, (2,)), (None, None, ())]
)
def test_a_grade_band_names_its_grades(first, last, grades):
    assert EbookPage(title="x", grade_from=first, grade_to=last).grades == grades


def test_a_band_that_ends_before_it_begins_is_refused(a):
    page = EbookPage(title="x", grade_from=5, grade_to=3, source=source())
    with pytest.raises(ValidationError) as refused:
        a.shelf.add_child(instance=page)
    assert "grade_to" in refused.value.message_dict


@pytest.mark.parametrize("number", ["978-604-2-00000-5", "9786042000001", "123", "abcdefghij"])
def test_a_mistyped_isbn_is_refused(a, number):
    with pytest.raises(ValidationError) as refused:
        a.shelf.add_child(instance=EbookPage(title="x", isbn=number, source=source()))
    assert "isbn" in refused.value.message_dict


@pytest.mark.parametrize("number", ["978-0-306-40615-7", "0-306-40615-2", "080442957X"])
def test_a_right_isbn_is_taken_with_and_without_hyphens(a, number):
    assert a.shelf.add_child(instance=EbookPage(title="x", isbn=number, source=source())).isbn == number


@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_costs_the_same_whatever_its_length(a, rows, django_assert_num_queries):
    for _ in range(rows):
        catalogue.ebook(a.shelf, author="Vũ Đức Thịnh")
    with django_assert_num_queries(5):
        for page in ResourcePage.objects.all().for_lists():
            [contribution.contributor.name for contribution in page.contributions.all()]
            list(page.subjects.all())
            [item.tag for item in page.tagged_items.all()]
