"""What an index lacks, holds in an older state, or holds too much is found and mended."""

from __future__ import annotations

import shutil

import pytest

from cms.accounts.enums import Role
from cms.foundation import outbox
from cms.foundation.models import OutboxRow
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage
from search import topics
from search.documents import batch_of
from search.port import Delete
from search.services.drain import drain
from search.services.rebuild import rebuild
from search.services.reconcile import Difference, reconcile
from search.services.upkeep import make_missing_index
from tests.factories import catalogue, publications, schools
from tests.integration.search.conftest import rows


@pytest.fixture
def pupil(at):
    return schools.reader(Role.PUPIL, at)


@pytest.fixture
def books(at, tantivy):
    made = [catalogue.ebook(at.shelf, f"Cuốn {number}") for number in range(7)]
    drain(topics.MAIN)
    return made


def test_an_index_that_agrees_gives_no_work(books):
    assert reconcile(topics.MAIN) == Difference()
    assert rows() == []


def test_a_rebuilt_index_agrees(books):
    rebuild(topics.MAIN)
    assert reconcile(topics.MAIN) == Difference()


def test_what_is_missing_is_written(books, tantivy, found, pupil):
    lost = [books[0], books[3], books[6]]
    tantivy.apply([Delete(str(page.uid), outbox.next_version()) for page in lost])
    assert reconcile(topics.MAIN) == Difference(missing=3)
    drain(topics.MAIN)
    assert len(found(pupil)) == 7


def test_what_should_not_be_there_is_deleted(books, tantivy, found, pupil):
    gone = [books[0], books[6]]
    for page in gone:
        ResourcePage.objects.filter(pk=page.pk).update(live=False)  # noted by nobody
    assert reconcile(topics.MAIN) == Difference(extra=2)
    drain(topics.MAIN)
    assert len(found(pupil)) == 5


def test_an_empty_catalogue_empties_the_index(books, tantivy):
    ResourcePage.objects.update(live=False)
    assert reconcile(topics.MAIN) == Difference(extra=7)
    drain(topics.MAIN)
    assert list(tantivy.versions()) == []


def test_an_index_from_an_older_copy_is_brought_up_to_date(books, tantivy, found, pupil, tmp_path):
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    page = books[2]
    page.audience = Audience.STAFF
    page.save()
    drain(topics.MAIN)
    shutil.rmtree(tmp_path / "index")
    shutil.copytree(tmp_path / "copy", tmp_path / "index")
    assert reconcile(topics.MAIN) == Difference(stale=1)
    drain(topics.MAIN)
    assert str(page.uid) not in found(pupil)


def test_a_change_that_nobody_noted_is_noticed(books, found, pupil):
    ResourcePage.objects.filter(pk=books[4].pk).update(effective_audience=Audience.STAFF)
    assert str(books[4].uid) in found(pupil)
    assert reconcile(topics.MAIN) == Difference(stale=1)
    drain(topics.MAIN)
    assert str(books[4].uid) not in found(pupil)


def test_what_was_parked_is_tried_again(at, tantivy, found, pupil):
    page = publications.readable(at.shelf, "Hỏng rồi lành", "x")
    sources = type(page.source).objects.filter(pk=page.source.pk)
    sources.update(toc=[17])
    for _ in range(outbox.MAX_ATTEMPTS):
        drain(topics.MAIN)
    assert outbox.parked() > 0
    sources.update(toc=[])
    reconcile(topics.MAIN)
    drain(topics.MAIN)
    assert outbox.parked() == 0
    assert found(pupil) == [str(page.uid)]


def test_comparing_costs_the_same_number_of_queries_for_any_number_of_works(at, books, django_assert_max_num_queries):
    for number in range(30):
        catalogue.ebook(at.shelf, f"Thêm {number}", author=f"Tác giả {number}")
    drain(topics.MAIN)
    with django_assert_max_num_queries(24):
        reconcile(topics.MAIN)


def test_where_there_is_no_index_one_is_made_though_nothing_waits(books, found, pupil, tmp_path):
    shutil.rmtree(tmp_path / "index")
    assert rows() == []
    assert make_missing_index(topics.MAIN)
    assert not make_missing_index(topics.MAIN)
    assert len(found(pupil)) == 7


def test_a_book_that_can_not_be_read_whole_is_in_a_rebuild_and_is_noted(at, books, tantivy):
    bad = publications.readable(at.shelf, "Hỏng", "x")
    type(bad.source).objects.filter(pk=bad.source.pk).update(toc=[17])
    OutboxRow.objects.all().delete()
    assert rebuild(topics.MAIN) == 8
    assert rows() == [str(bad.uid)]


def test_a_change_made_while_an_index_is_rebuilt_is_in_the_new_one(books, tantivy, found, pupil):
    def change_in_between(done, total):
        page = books[0]
        page.refresh_from_db()
        page.title = "Đổi tên giữa chừng"
        page.save()
        books[1].delete()
        drain(topics.MAIN)

    assert rebuild(topics.MAIN, change_in_between) == 7
    assert found(pupil, "giua chung") == [str(books[0].uid)]
    assert len(found(pupil)) == 6


def test_a_copy_of_a_batch_written_twice_changes_nothing(books, tantivy, found, pupil):
    batch = batch_of([str(page.uid) for page in books], outbox.next_version())
    tantivy.apply(batch.operations)
    tantivy.apply(batch.operations)
    assert len(found(pupil)) == 7
