"""From the outbox into a real engine: nothing lost, nothing out of order, nobody in the way of the others."""

from __future__ import annotations

import pytest
from django.db import transaction

from cms.accounts.enums import Role
from cms.foundation import outbox
from cms.foundation.models import Delivered, OutboxRow
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage, Work
from search import documents, engines, topics
from search.documents import batch_of
from search.services import drain as draining
from search.services.drain import drain
from tests.factories import catalogue, publications, schools
from tests.integration.search.conftest import rows


@pytest.fixture
def pupil(at):
    return schools.reader(Role.PUPIL, at)


def test_a_published_book_is_found_by_its_text_after_a_drain(at, tantivy, found, pupil):
    page = publications.readable(at.shelf, "Máy và người", "Mấy vá người nhất tiếng nói của đồng quê.")
    assert drain(topics.MAIN) > 0
    assert rows() == []
    assert found(pupil, "dong que") == [str(page.uid)]


def test_without_an_index_the_drainer_makes_one(at, tantivy, found, pupil):
    catalogue.ebook(at.shelf, "Trước khi có kho")
    OutboxRow.objects.all().delete()  # noted by nobody: only a rebuild brings it in
    page = catalogue.ebook(at.shelf, "Sau khi có kho")
    drain(topics.MAIN)
    assert len(found(pupil, "kho")) == 2
    assert found(pupil, "sau khi") == [str(page.uid)]


def test_forms_are_one_work_as_soon_as_they_are_linked_and_no_longer_than_that(at, tantivy, found, pupil):
    one, two = (publications.readable(at.shelf, f"Đảo xa, bản {name}", "Sóng.") for name in ("một", "hai"))
    drain(topics.MAIN)
    assert len(found(pupil, "dao xa")) == 2
    work, other = (Work.objects.create(name=name) for name in ("Đảo xa", "Đảo khác"))
    for page in (one, two):
        page.work = work
        page.save()
    drain(topics.MAIN)
    assert len(found(pupil, "dao xa")) == 1
    two.work = other
    two.save()
    drain(topics.MAIN)
    assert len(found(pupil, "dao xa")) == 2
    two.work = work
    two.save()
    work.delete()
    drain(topics.MAIN)
    assert len(found(pupil, "dao xa")) == 2


def test_a_change_a_withdrawal_and_a_deletion_arrive(at, tantivy, found, pupil):
    changed, withdrawn, deleted = (catalogue.ebook(at.shelf, title) for title in ("Một", "Hai", "Ba"))
    drain(topics.MAIN)
    assert len(found(pupil)) == 3
    changed.title = "Mười hai con giáp"
    changed.save()
    withdrawn.unpublish()
    deleted.delete()
    drain(topics.MAIN)
    assert found(pupil) == found(pupil, "con giap") == [str(changed.uid)]
    assert not Delivered.objects.filter(object_id__in=[withdrawn.uid, deleted.uid]).exists()


def test_a_narrower_audience_takes_effect(at, tantivy, found, pupil):
    page = catalogue.ebook(at.shelf, "Đề thi", audience=Audience.PUBLIC)
    drain(topics.MAIN)
    page.audience = Audience.STAFF
    page.save()
    drain(topics.MAIN)
    assert found(pupil, "de thi") == []
    assert found(schools.reader(Role.TEACHER, at), "de thi") == [str(page.uid)]


def test_many_rows_of_one_book_are_written_once(at, tantivy):
    page = catalogue.ebook(at.shelf, "Một cuốn")
    drain(topics.MAIN)
    before = outbox.next_version()
    for number in range(10):
        page.subtitle = f"bản {number}"
        page.save()
    assert drain(topics.MAIN) == 10
    assert outbox.next_version() == before + 2  # one version drawn between ours


def test_an_engine_that_is_away_costs_no_attempt_however_often_it_is_tried(at, tantivy, found, pupil, tmp_path):
    page = catalogue.ebook(at.shelf, "Khi máy tìm nghỉ")
    blocked = tmp_path / "index"
    blocked.write_text("a file where the folder should be", "utf-8")
    for _ in range(outbox.MAX_ATTEMPTS + 2):
        assert drain(topics.MAIN) == 0
    assert set(OutboxRow.objects.filter(topic=topics.MAIN).values_list("attempts", "parked")) == {(0, False)}
    blocked.unlink()
    drain(topics.MAIN)
    assert found(pupil, "may tim") == [str(page.uid)]


def test_a_book_that_can_not_be_read_whole_is_found_and_parked_and_the_others_flow_on(at, tantivy, found, pupil):
    bad = publications.readable(at.shelf, "Hỏng", "x")
    type(bad.source).objects.filter(pk=bad.source.pk).update(toc=[17])
    good = publications.readable(at.shelf, "Lành", "x")
    drain(topics.MAIN)
    assert set(found(pupil)) == {str(good.uid), str(bad.uid)}
    assert set(rows()) == {str(bad.uid)}
    for _ in range(outbox.MAX_ATTEMPTS):
        drain(topics.MAIN)
    row = OutboxRow.objects.filter(topic=topics.MAIN).first()
    assert (row.parked, row.attempts) == (True, outbox.MAX_ATTEMPTS)
    assert "TypeError" in row.last_error
    assert drain(topics.MAIN) == 0


def test_a_slow_drainer_can_not_overwrite_what_a_later_one_has_read(at, tantivy, found, pupil):
    page = catalogue.ebook(at.shelf, "Nguyên thuỷ")
    drain(topics.MAIN)
    slow = batch_of([str(page.uid)], outbox.next_version())  # has read, has not written yet
    page.title = "Hiện đại"
    page.save()
    drain(topics.MAIN)
    tantivy.apply(slow.operations)
    assert found(pupil, "hien dai") == [str(page.uid)]
    assert found(pupil, "nguyen thuy") == []


def test_a_slow_drainer_can_not_bring_back_what_is_deleted(at, tantivy, found, pupil):
    page = catalogue.ebook(at.shelf, "Đã xoá")
    drain(topics.MAIN)
    slow = batch_of([str(page.uid)], outbox.next_version())
    page.delete()
    drain(topics.MAIN)
    tantivy.apply(slow.operations)
    assert found(pupil) == []


def test_a_change_that_does_not_commit_is_not_indexed(at, tantivy, found, pupil):
    page = catalogue.ebook(at.shelf, "Tên thật")
    drain(topics.MAIN)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.title = "Tên giả"
        page.save()
        raise ZeroDivisionError
    assert rows() == []
    drain(topics.MAIN)
    assert found(pupil, "ten that") == [str(page.uid)]


def test_a_moved_book_belongs_to_its_new_school(at, tantivy, found, pupil):
    other = schools.school()
    page = catalogue.ebook(at.shelf, "Sách chuyển trường")
    drain(topics.MAIN)
    ResourcePage.objects.get(pk=page.pk).move(other.shelf, pos="last-child")
    drain(topics.MAIN)
    assert found(pupil) == []
    assert found(schools.reader(Role.PUPIL, other)) == [str(page.uid)]


def test_a_change_while_a_drainer_reads_is_not_lost(at, tantivy, found, pupil, monkeypatch):
    """The drainer that read first finishes last; what the one in between has read and written must stay."""
    page = catalogue.ebook(at.shelf, "Nguyên thuỷ")
    drain(topics.MAIN)
    page.subtitle = "một lần nữa"
    page.save()

    def read_then_let_another_one_work(uids, version):
        batch = batch_of(uids, version)
        monkeypatch.undo()
        monkeypatch.setattr(engines, "configured", lambda: tantivy)
        page.title = "Hiện đại"
        page.save()
        drain(topics.MAIN)
        return batch

    monkeypatch.setattr(draining, "batch_of", read_then_let_another_one_work)
    drain(topics.MAIN)
    assert found(pupil, "hien dai") == [str(page.uid)]
    assert found(pupil, "nguyen thuy") == []
    assert rows() == []


def test_books_of_many_passages_are_written_piece_by_piece_and_all_arrive(at, tantivy, found, pupil, monkeypatch):
    pages = [publications.readable(at.shelf, f"Sách {number}", "con nghé") for number in range(5)]
    monkeypatch.setattr(documents, "_ROOM", 2)
    drain(topics.MAIN)
    assert rows() == []
    assert set(found(pupil, "con nghe")) == {str(page.uid) for page in pages}
