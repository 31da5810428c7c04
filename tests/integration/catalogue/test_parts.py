"""A part has the place of its parent in the tree, and never a wider audience than it, whatever happens to either."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.accounts.enums import Role
from cms.accounts.reader import ANONYMOUS
from cms.foundation.models import OutboxRow
from cms.web.content_origin import packages
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.items import ListFilter, items, listed
from search.documents import published, record_of
from tests.factories import catalogue, publications, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(db, clock):
    return schools.school()


@pytest.fixture
def chain(a):
    """A resource for everybody, a part of it, and a part of the part."""
    outer = publications.readable(a.shelf, "Tuổi thơ", audience=Audience.PUBLIC)
    middle = publications.readable(outer, "Số 5", audience=Audience.PUBLIC)
    inner = publications.readable(middle, "Bài về nghé", audience=Audience.PUBLIC)
    return outer, middle, inner


def effective(*pages):
    return [ResourcePage.objects.get(pk=page.pk).effective_audience for page in pages]


def seen_by(role, a):
    return set(access.visible(ResourcePage.objects.all(), schools.reader(role, a)).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("own", "of_parent", "together"),
    [
        ("public", "public", "public"),
        ("public", "school", "school"),
        ("public", "staff", "staff"),
        ("school", "public", "school"),
        ("school", "staff", "staff"),
        ("staff", "public", "staff"),
    ],
)
def test_the_narrower_audience_counts(a, own, of_parent, together):
    parent = catalogue.ebook(a.shelf, audience=of_parent)
    part = catalogue.ebook(parent, audience=own)
    assert effective(part) == [together]
    assert part.part_of_id == parent.pk
    assert part.school_id == a.school.pk


def test_a_parent_that_is_narrowed_takes_its_parts_along(a, chain):
    outer, middle, inner = chain
    outer.audience = Audience.STAFF
    outer.save()
    assert effective(middle, inner) == ["staff", "staff"]
    assert seen_by(Role.PUPIL, a) == set()
    assert seen_by(Role.TEACHER, a) == {"Tuổi thơ", "Số 5", "Bài về nghé"}
    outer.audience = Audience.PUBLIC
    outer.save()
    assert effective(middle, inner) == ["public", "public"]


def test_a_middle_one_binds_what_is_below_it_alone(chain):
    outer, middle, inner = chain
    middle.audience = Audience.SCHOOL
    middle.save()
    assert effective(outer, middle, inner) == ["public", "school", "school"]


def unpublish(page):
    page.unpublish()


def expire(page):
    ResourcePage.objects.filter(pk=page.pk).update(expire_at="2020-01-01T00:00:00Z")
    call_command("publish_scheduled")


@pytest.mark.parametrize("close", [unpublish, expire])
@pytest.mark.parametrize("which", [0, 1])
def test_nothing_below_a_parent_that_is_not_published_is_open(a, chain, close, which):
    close(chain[which])
    assert effective(*chain[which + 1 :]) == [""] * (2 - which)
    assert all(page.live for page in ResourcePage.objects.filter(pk__in=[page.pk for page in chain[which + 1 :]]))
    for role in (None, Role.PUPIL, Role.LIBRARIAN):
        reader = schools.reader(role, a if role else None)
        for page in ResourcePage.objects.filter(pk__in=[page.pk for page in chain[which:]]):
            assert not access.can_open(reader, page)
            assert not access.may_know_of(reader, page)
    again = Page.objects.get(pk=chain[which].pk).specific
    again.save_revision().publish()
    assert effective(*chain) == ["public"] * 3


def test_a_part_is_bound_by_where_it_is_moved(a, chain):
    _outer, middle, inner = chain
    closed = catalogue.ebook(a.shelf, audience=Audience.STAFF)
    middle.move(closed, pos="last-child")
    assert effective(middle, inner) == ["staff", "staff"]
    assert ResourcePage.objects.get(pk=middle.pk).part_of_id == closed.pk
    assert ResourcePage.objects.get(pk=inner.pk).part_of_id == middle.pk
    b = schools.school()
    closed.move(b.shelf, pos="last-child")
    assert set(ResourcePage.objects.values_list("part_of__title", "school")) >= {("Số 5", b.school.pk)}
    assert seen_by(Role.TEACHER, a) == {"Tuổi thơ"}


def test_a_copy_with_its_parts_is_a_family_of_its_own(a, chain):
    outer, _middle, inner = chain
    outer.audience = Audience.SCHOOL
    outer.save()
    copied = outer.copy(recursive=True, update_attrs={"slug": "ban-sao"}, keep_live=True)
    parts = list(ResourcePage.objects.descendant_of(copied))
    assert [part.part_of_id for part in parts] == [copied.pk, parts[0].pk]
    assert {part.effective_audience for part in parts} == {"school"}
    assert len({*ResourcePage.objects.values_list("uid", flat=True)}) == 6
    copied.unpublish()
    assert {part.effective_audience for part in ResourcePage.objects.descendant_of(copied)} == {""}
    assert effective(inner) == ["school"]


def test_an_alias_is_bound_by_the_parent_it_stands_below(a, chain):
    _outer, middle, _inner = chain
    closed = catalogue.ebook(a.shelf, audience=Audience.STAFF)
    alias = middle.create_alias(parent=closed, recursive=True)
    assert effective(*ResourcePage.objects.descendant_of(alias, inclusive=True)) == ["staff", "staff"]
    middle.title = "Số 6"
    middle.save_revision().publish()
    alias.refresh_from_db()
    assert (alias.title, *effective(alias)) == ("Số 6", "staff")


def test_parts_go_with_their_parent(chain):
    outer, middle, inner = chain
    gone = [str(middle.uid), str(inner.uid)]
    OutboxRow.objects.all().delete()
    Page.objects.get(pk=outer.pk).delete()
    assert not ResourcePage.objects.exists()
    assert set(gone) <= set(OutboxRow.objects.values_list("object_id", flat=True))


def narrowed(page):
    page.audience = Audience.STAFF
    page.save()


def deleted(page):
    Page.objects.get(pk=page.pk).delete()


@pytest.mark.parametrize("withdraw", [narrowed, unpublish, deleted])
def test_what_was_handed_out_for_a_part_ends_with_its_parent(
    chain, clock, withdraw, django_capture_on_commit_callbacks
):
    outer, _middle, inner = chain
    package = str(inner.source_id)
    token = packages.grant_package(package).token
    assert packages.opened_by(token, package) is not None
    clock.pass_by(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(outer)
    assert packages.opened_by(token, package) is None


def test_a_parent_that_opens_takes_nothing_out_of_a_readers_hands(chain, clock, django_capture_on_commit_callbacks):
    outer, _middle, inner = chain
    token = packages.grant_package(str(inner.source_id)).token
    clock.pass_by(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        outer.subtitle = "Tạp chí"
        outer.save()
    assert packages.opened_by(token, str(inner.source_id)) is not None


def retitled(page):
    page.title = "Tuổi hoa"
    page.save()


@pytest.mark.parametrize("change", [narrowed, unpublish, retitled])
def test_parts_are_indexed_again_when_their_parent_changes(chain, change):
    outer, middle, inner = chain
    OutboxRow.objects.all().delete()
    change(outer)
    assert {str(middle.uid), str(inner.uid)} <= set(OutboxRow.objects.values_list("object_id", flat=True))


def test_parts_are_left_alone_when_nothing_of_theirs_changes(chain):
    outer = chain[0]
    OutboxRow.objects.all().delete()
    outer.summary = "Truyện và tranh"
    outer.save()
    assert set(OutboxRow.objects.values_list("object_id", flat=True)) == {str(outer.uid)}


def test_a_part_is_found_under_the_titles_of_its_parents(chain, django_assert_num_queries):
    inner = next(page for page in published() if page.pk == chain[2].pk)
    with django_assert_num_queries(0):
        record = record_of(inner, 1)
    assert record.summary == "Tuổi thơ\nSố 5"
    assert record.visible_to == ("public",)


def test_a_parent_with_many_parts_changes_in_a_few_queries(a, chain, django_assert_max_num_queries):
    outer, middle, _inner = chain
    for number in range(60):
        catalogue.ebook(middle, f"Bài {number}", audience=Audience.SCHOOL)
    outer = type(outer).objects.get(pk=outer.pk)
    outer.title = "Tuổi hoa"
    with django_assert_max_num_queries(40):
        outer.save()


def test_lists_filter_by_the_audience_that_counts(a, chain):
    outer, *_parts = chain
    outer.audience = Audience.SCHOOL
    outer.save()
    reader = schools.reader(Role.PUPIL, a)
    assert listed(reader, ListFilter(audience=Audience.PUBLIC)).count() == 0
    assert listed(reader, ListFilter(audience=Audience.SCHOOL)).count() == 3


def test_parents_are_read_with_their_parts(chain, django_assert_num_queries):
    found = list(items(ANONYMOUS, [page.uid for page in chain]).values())
    with django_assert_num_queries(0):
        titles = [[parent.title for parent in page.parents] for page in found]
    assert sorted(titles) == [[], ["Tuổi thơ"], ["Tuổi thơ", "Số 5"]]
