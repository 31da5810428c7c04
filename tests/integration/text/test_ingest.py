"""From an uploaded file to a publication that readers can open."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from cms.foundation import jobs
from cms.foundation.models import JobState
from library_pages.text.enums import SourceState, SourceWarning
from library_pages.text.kind import FILE
from library_pages.text.models import Passage, SourceFile
from library_pages.text.selectors import INGEST_TASK, passages_of, state_of
from library_pages.text.services.ingest import ingest, ingest_now
from library_pages.text.services.sources import retry
from tests.factories import pdfs
from tests.factories.epubs import epub, page
from tests.factories.texts import prose

pytestmark = pytest.mark.django_db
FOUND = Path(__file__).parents[2] / "files" / "found"


def outcome(source, store):
    """All that reading leaves behind, to be compared."""
    source.refresh_from_db()
    with store.open(f"{source.package}files.json") as listed:
        files = json.loads(listed.read())
    contents = {}
    for name in files:
        with store.open(source.package + name) as stream:
            contents[name] = stream.read()
    kept = ("state", "metadata", "toc", "spine", "warnings", "fixed_layout", "page_count", "chapter_count")
    return {
        **{name: getattr(source, name) for name in kept},
        "files": contents,
        "passages": list(source.passages.order_by("order").values_list("order", "label", "heading", "body", "locator")),
    }


def test_an_epub_becomes_a_package_passages_and_contents(each_store, read):
    source = read()
    found = outcome(source, each_store)
    assert found["state"] == SourceState.READY
    assert found["metadata"]["title"] == "Nghé và vầng trăng"
    assert [entry["title"] for entry in found["toc"]] == ["Chương 1", "Chương 2"]
    assert set(found["files"]) >= {"OEBPS/c1.xhtml", "OEBPS/package.opf"}
    assert [row[0] for row in found["passages"]] == [0, 1]
    assert source.ready_at is not None
    assert state_of(source) == (SourceState.READY, 100)
    assert jobs.latest(INGEST_TASK, str(source.pk)).state == JobState.DONE


def test_a_pdf_becomes_one_document_with_a_cover(each_store, read):
    content = pdfs.pdf([prose(120), prose(120, 3)], title="Sổ tay", sections=[(1, "Một", 0), (2, "Hai", 0)])
    source = read(content, "sổ tay.pdf")
    found = outcome(source, each_store)
    assert found["files"] == {"doc.pdf": content}
    assert (found["page_count"], found["chapter_count"], found["fixed_layout"]) == (2, 2, True)
    passages = list(passages_of(source))
    assert [passage.label for passage in passages] == ["1", "2"]
    for language, words in (("en", "Page 2"), ("vi", "Trang 2")):
        with override(language):
            assert FILE.place_label(passages[1].locator, passages[1].label) == words
    assert source.cover.name == f"covers/{source.pk}.jpg"
    with source.cover.open() as cover:
        assert cover.read(2) == b"\xff\xd8"


def test_scans_are_taken_and_marked(read):
    source = read(pdfs.picture_pdf(3), "scan.pdf")
    assert (source.state, source.warnings, source.passages.count()) == (SourceState.READY, ["needs_ocr"], 0)


def test_the_stamp_of_a_scanning_program_is_no_text(read):
    assert read(pdfs.picture_pdf(4, "Scanned with a camera"), "scan.pdf").warnings == ["needs_ocr"]


@pytest.mark.parametrize("junk", [b"x" * 1500, b"HTTP/1.1 200 OK\r\n" * 300])
def test_what_stands_in_front_of_a_pdf_is_cut_off_and_said(store, read, junk):
    content = pdfs.pdf([prose(120), prose(120, 3)])
    source = read(junk + content, "tải về.pdf")
    assert (source.state, source.warnings, source.page_count) == (SourceState.READY, ["junk_in_front"], 2)
    with store.open(f"{source.package}doc.pdf") as served:
        assert served.read() == content
    assert source.cover


def test_a_pdf_that_does_not_say_which_letters_it_shows_is_marked(read):
    source = read(pdfs.without_letters(pdfs.pdf([prose(120)])), "in ra.pdf")
    assert (source.state, source.warnings) == (SourceState.READY, ["letters_unknown"])


@pytest.mark.parametrize(
    ("name", "warnings"),
    [
        ("badbyte.epub", ["bad_letters"]),
        ("case.epub", ["names_differ"]),
        ("case-img.epub", ["names_differ"]),
        ("enc-windows-1251.epub", []),
        ("ent-subset.epub", []),
        ("repacked.epub", ["packed_by_hand"]),
        ("zip-dup.epub", ["packed_by_hand"]),
        ("zip-folder.epub", ["packed_by_hand"]),
        ("junk-head2k.pdf", ["junk_in_front"]),
    ],
)
def test_a_file_that_was_once_refused_is_ready_and_its_warnings_can_be_read(read, name, warnings):
    source = read((FOUND / name).read_bytes(), name)
    assert (source.state, source.warnings) == (SourceState.READY, warnings)
    assert source.passages.exists()
    for language in ("vi", "en"):
        with override(language):
            assert all(str(SourceWarning(code).label).endswith(".") for code in source.warnings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Tr\u00adêng §¹i häc S\u00ad ph¹m Hµ Néi ®µo t¹o gi¸o viªn cho c¶ n\u00adíc. ",
            "Trường Đại học Sư phạm Hà Nội",
        ),
        ("Tröôøng Ñaïi hoïc Sö phaïm Haø Noäi ñaøo taïo giaùo vieân cho caû nöôùc. ", "Trường Đại học Sư phạm Hà Nội"),
    ],
)
def test_a_pdf_in_an_old_font_is_converted_and_marked(read, old, new):
    source = read(pdfs.latin_pdf([old * 12]), "cũ.pdf")
    assert source.warnings == ["repaired"]
    assert source.passages.first().body.startswith(new)
    assert source.metadata["language"] == "vi"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: pdfs.pdf(["x"], lock="mat-khau"), "pdf-password"),
        (lambda: b"%PDF-1.7\n%%EOF", "pdf-broken"),
        (lambda: epub().put("OEBPS/package.opf", "<html/>").pack(), "epub-no-package"),
        (lambda: epub().put("OEBPS/package.opf", "<package").pack(), "xml-malformed"),
        (lambda: epub().put("OEBPS/c1.xhtml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><a/>").pack(), "xml-doctype"),
    ],
)
def test_what_can_not_be_read_fails_with_a_reason_and_leaves_no_package(store, read, content, code):
    source = read(content(), "x.bin")
    assert (source.state, source.failure_code) == (SourceState.FAILED, code)
    assert str(source.failure)
    assert not store.exists(f"{source.package}files.json")
    assert not source.passages.exists()
    assert jobs.latest(INGEST_TASK, str(source.pk)).state == JobState.FAILED


def test_a_chapter_that_is_not_well_formed_is_no_reason_to_refuse_the_book(store, read):
    source = read(epub().put("OEBPS/c2.xhtml", "<p>Một<br>Hai <i>ba").pack())
    assert source.state == SourceState.READY
    with store.open(f"{source.package}types.json") as types:
        assert json.loads(types.read())["OEBPS/c2.xhtml"] == "text/html"


def test_names_in_decomposed_form_are_stored_composed(store, read):
    made = epub(
        manifest='<item id="d" href="Chu%CC%9Bo%CC%9Bng.xhtml" media-type="application/xhtml+xml"/>',
        spine='<itemref idref="d"/>',
    ).put("OEBPS/Chu\u031bo\u031bng.xhtml", page(f"<p>{prose(100)}</p>"))
    source = read(made.pack())
    assert store.exists(f"{source.package}OEBPS/Chương.xhtml")
    assert source.passages.last().locator["href"] == "OEBPS/Ch%C6%B0%C6%A1ng.xhtml"


def test_reading_twice_comes_to_the_same_result(store, read):
    source = read()
    before = outcome(source, store)
    SourceFile.objects.filter(pk=source.pk).update(state=SourceState.FAILED)
    retry(source)
    ingest_now(source)
    assert outcome(source, store) == before


def test_a_failed_file_can_be_tried_again(read, monkeypatch):
    from library_pages.text.services import ingest as service

    def no_store(*_args):
        raise service.RefusedError("file-gone", "x")

    with monkeypatch.context() as patch:
        patch.setattr(service, "read_source", no_store)
        source = read()
    assert source.failure_code == "file-gone"
    retry(source)
    source.refresh_from_db()
    assert (source.state, source.failure_code) == (SourceState.QUEUED, "")
    ingest_now(source)
    assert source.state == SourceState.READY


def test_a_file_that_is_ready_is_not_tried_again(read):
    source = read()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    retry(source)
    assert jobs.latest(INGEST_TASK, str(source.pk)).pk == job.pk


def test_a_file_that_is_gone_from_the_store_is_said_to_be(store, waiting):
    source = waiting()
    store.delete(source.file.name)
    ingest_now(source)
    assert (source.state, source.failure_code) == (SourceState.FAILED, "file-gone")


def test_a_job_whose_source_is_gone_ends(waiting):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    source.delete()
    ingest(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.FAILED, "source-gone")


def test_a_second_delivery_of_the_message_does_nothing(waiting, monkeypatch):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    ingest(str(job.pk))
    monkeypatch.setattr("library_pages.text.services.ingest.read_source", lambda *_: pytest.fail("read again"))
    ingest(str(job.pk))
    source.refresh_from_db()
    assert source.state == SourceState.READY


def test_a_worker_whose_lease_was_lost_leaves_the_work_to_the_other(waiting, clock, store, monkeypatch):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    from library_pages.text.services import ingest as service

    real = service.packages.replace_package

    def slow(*args):
        # The lease runs out while the first worker writes; the sweeper gives the job to another one, which finishes.
        monkeypatch.setattr(service.packages, "replace_package", real)
        clock.pass_by(minutes=2)
        jobs.sweep()
        ingest(str(job.pk))
        return {}

    monkeypatch.setattr(service.packages, "replace_package", slow)
    ingest(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 2)
    assert outcome(source, store)["state"] == SourceState.READY
    assert Passage.objects.filter(source=source).count() == 2


def test_a_worker_that_comes_back_late_writes_no_passage(waiting, clock, monkeypatch):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    from library_pages.text.services import ingest as service

    def overtaken(*_args):
        clock.pass_by(minutes=2)
        jobs.sweep()
        assert jobs.claim(str(job.pk)) is not None
        return {}

    monkeypatch.setattr(service.packages, "replace_package", overtaken)
    ingest(str(job.pk))
    source.refresh_from_db()
    assert source.state == SourceState.READING
    assert not source.passages.exists()


def test_a_file_that_kills_its_worker_each_time_is_given_up(waiting, clock, monkeypatch):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))

    class Killed(BaseException):
        pass

    def kill(*_args):
        raise Killed

    monkeypatch.setattr("library_pages.text.services.ingest.read_source", kill)
    for _attempt in range(job.max_attempts):
        with pytest.raises(Killed):
            ingest(str(job.pk))
        clock.pass_by(minutes=2)
        jobs.sweep()
    job.refresh_from_db()
    source.refresh_from_db()
    assert job.state == JobState.FAILED
    assert (source.state, source.failure_code) == (SourceState.FAILED, "gave-up")


def test_the_news_goes_out_even_when_the_worker_died_before_it_could(waiting, store, monkeypatch, clock):
    source = waiting()
    job = jobs.latest(INGEST_TASK, str(source.pk))
    heard = []
    monkeypatch.setattr("library_pages.text.services.ingest.announce", heard.append)
    monkeypatch.setattr("library_pages.text.services.ingest.jobs.finish", lambda _job: False)
    ingest(str(job.pk))
    monkeypatch.undo()
    clock.pass_by(minutes=2)
    jobs.sweep()
    monkeypatch.setattr("library_pages.text.services.ingest.announce", heard.append)
    ingest(str(job.pk))
    assert [event.pk for event in heard] == [source.pk, source.pk]
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_progress_is_seen_while_a_file_is_read(waiting, monkeypatch):
    source = waiting(epub([f"<p>{prose(100, n)}</p>" for n in range(90)]).pack())
    seen = []
    from library_pages.text.services import ingest as service

    monkeypatch.setattr(service, "_BEAT_SECONDS", 0)
    real = jobs.heartbeat

    def watch(job, percent=None):
        done = real(job, percent)
        seen.append(state_of(source))
        return done

    monkeypatch.setattr(service.jobs, "heartbeat", watch)
    ingest_now(source)
    percents = [percent for state, percent in seen if state == SourceState.READING]
    assert percents == sorted(percents)
    assert len(set(percents)) > 5
