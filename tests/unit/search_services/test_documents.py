"""Resources as an index holds them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.utils import translation

from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import Contribution, Contributor, ResourcePage, Subject
from library_pages.text.enums import SourceKind, SourceState
from search import documents
from search.documents import batch_of, digest_of, published, put_of, record_of
from search.port import Delete, Put
from tests.factories import catalogue, publications, schools, sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return schools.school()


@pytest.fixture
def book(at):
    page = publications.readable(
        at.shelf,
        "Đom Đóm và Giọt Sương",
        "Đom đóm bay qua đồng.",
        "Giọt sương tan đi.",
        subtitle="Truyện đồng thoại",
        summary="Hai bạn nhỏ.",
        isbn="978-604-000-001-9",
        year=2024,
        grade_from=3,
        grade_to=5,
        language="vi",
        author="Lê Thị Hạ",
        first_published_at=datetime(2024, 6, 1, 12, tzinfo=UTC),
    )
    illustrator = Contributor.objects.create(name="Trần Văn Mộc")
    page.contributions.add(Contribution(contributor=illustrator, role="ill"))
    page.subjects.add(Subject.objects.create(name="Truyện loài vật"))
    page.tags.add("đom đóm", "ban đêm")
    page.save()
    return page


def the_put(page):
    return put_of(published().get(pk=page.pk), 7)


def test_a_record_says_all_by_which_a_resource_is_found(book, at):
    work = the_put(book).resource
    assert (work.id, work.version) == (str(book.uid), 7)
    assert (work.title, work.subtitle, work.summary) == ("Đom Đóm và Giọt Sương", "Truyện đồng thoại", "Hai bạn nhỏ.")
    assert work.contributors == ("Lê Thị Hạ", "Trần Văn Mộc")
    assert work.subjects == ("Truyện loài vật",)
    assert work.tags == ("ban đêm", "đom đóm")
    assert work.facets == {
        "type": (book.type_slug,),
        "grade": ("3", "4", "5"),
        "subject": (str(book.subjects.get().uid),),
        "language": ("vi",),
    }
    assert work.isbn == "9786040000019"
    assert work.added == 1_717_243_200
    assert work.visible_to == (f"school:{at.school.pk}",)
    assert work.sort_key == book.title_sort
    assert work.toc == "Chương 1\nPhần a"


def test_passages_come_from_the_type_in_their_order(book):
    passages = the_put(book).passages
    assert [(each.order, each.body) for each in passages] == [(1, "Đom đóm bay qua đồng."), (2, "Giọt sương tan đi.")]
    assert passages[0].locator == sources.locator(0.1)


def test_labels_are_in_the_language_of_the_installation(at, settings):
    page = publications.readable(at.shelf, "Sổ tay", "Trang đầu.")
    page.source.kind = SourceKind.PDF
    page.source.save()
    with translation.override("en"):
        label = the_put(page).passages[0].label
    with translation.override(settings.LANGUAGE_CODE):
        assert label == next(iter(the_put(page).passages)).label


def test_a_file_that_is_not_read_yet_gives_a_record_alone(at):
    page = publications.readable(at.shelf, "Còn đang đọc", "x", state=SourceState.READING)
    assert the_put(page) == Put(the_put(page).resource, ())
    assert the_put(page).resource.toc == ""


def test_a_page_whose_type_is_gone_can_still_be_found_by_its_record(book):
    ResourcePage.objects.filter(pk=book.pk).update(type_slug="no-such-type")
    put = the_put(book)
    assert (put.resource.facets["type"], put.passages) == (("no-such-type",), ())


def test_what_is_gone_or_not_published_is_deleted(at):
    draft = catalogue.ebook(at.shelf, "Bản nháp", live=False)
    gone = str(uuid4())
    batch = batch_of([str(draft.uid), gone], 9)
    assert batch.operations == [Delete(str(draft.uid), 9), Delete(gone, 9)]
    assert batch.digests == batch.failures == {}


@pytest.mark.parametrize("audience", Audience.values)
def test_the_token_is_the_one_of_the_access_rule(at, audience):
    page = catalogue.ebook(at.shelf, audience=audience)
    expected = "public" if audience == Audience.PUBLIC else f"{audience}:{at.school.pk}"
    assert the_put(page).resource.visible_to == (expected,)


def test_a_batch_costs_a_constant_number_of_queries_and_four_a_work(at, django_assert_max_num_queries):
    pages = [publications.readable(at.shelf, "", f"đoạn {number}", author=f"Tác giả {number}") for number in range(8)]
    with django_assert_max_num_queries(8 + 4 * len(pages)):
        batch = batch_of([str(page.uid) for page in pages], 1)
    assert len(batch.operations) == len(batch.digests) == 8


def test_records_for_a_comparison_cost_no_query_each(at, django_assert_num_queries):
    for number in range(6):
        publications.readable(at.shelf, "", "đoạn", author=f"Tác giả {number}").tags.add("thẻ")
    rows = list(published())
    with django_assert_num_queries(0):
        assert len({digest_of(record_of(row, 0)) for row in rows}) == len(rows)


def test_a_digest_changes_with_the_record_and_not_with_the_version(book):
    row = published().get(pk=book.pk)
    before = digest_of(record_of(row, 1))
    assert before == digest_of(record_of(row, 2))
    for change in (
        {"title": "Khác"},
        {"effective_audience": Audience.STAFF},
        {"first_published_at": datetime(2020, 9, 5, tzinfo=UTC)},
        {"grade_to": 6},
    ):
        ResourcePage.objects.filter(pk=book.pk).update(**change)
        after = digest_of(record_of(published().get(pk=book.pk), 1))
        assert after != before
        before = after


def test_a_plugin_that_fails_on_one_page_does_not_stop_the_others(at):
    good, bad = (publications.readable(at.shelf, title, "đoạn") for title in ("Tốt", "Hỏng"))
    type(bad.source).objects.filter(pk=bad.source.pk).update(toc=[17])
    batch = batch_of([str(good.uid), str(bad.uid)], 1)
    assert [operation.id for operation in batch.operations] == [str(good.uid), str(bad.uid)]
    assert batch.operations[1].resource.toc == ""
    assert list(batch.failures) == [str(bad.uid)]


def test_a_batch_ends_when_enough_passages_are_in_memory(at, monkeypatch):
    uids = [str(publications.readable(at.shelf, "", f"đoạn {number}").uid) for number in range(5)]
    monkeypatch.setattr(documents, "_ROOM", 2)
    batch = batch_of(uids, 1)
    assert [operation.id for operation in batch.operations] == uids[:2]
    assert batch.unread == uids[2:]
