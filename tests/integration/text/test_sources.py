import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.foundation.errors import Problem
from cms.foundation.models import Job
from library_pages.catalogue.selectors.content import drafts_of, pages_of, passages_of
from library_pages.catalogue.selectors.opening import publication_of
from library_pages.catalogue.services.content import discard, retitle
from library_pages.text.kind import FILE
from library_pages.text.models import SourceFile
from library_pages.text.services import sources
from library_pages.text.services.sources import accept_upload
from tests.factories import catalogue, pdfs, schools
from tests.factories.epubs import epub

pytestmark = pytest.mark.django_db


def stored(store, folder="uploads"):
    return store.listdir(folder)[1] if store.exists(folder) else []


def send(content, name="x.epub", **options):
    return accept_upload(SimpleUploadedFile(name, content), name=name, school_id=None, user=None, **options)


def test_an_upload_is_kept_by_id_with_its_hash_and_a_job(store):
    source = send(epub().pack(), "C:\\Sách\\Nghe\u0301.epub")
    assert source.original_name == "Nghé.epub"
    assert stored(store) == [f"{source.pk}.epub"]
    assert len(source.sha256) == 64
    assert Job.objects.get().subject == str(source.pk)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"hello", "kind-unknown"), (b"PK\x03\x04", "zip-broken")]
)
def test_what_is_refused_leaves_nothing_behind(store, content, code):
    with pytest.raises(Problem) as refused:
        send(content)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert not SourceFile.objects.exists()
    assert not Job.objects.exists()
    assert stored(store) == []


def test_a_file_bigger_than_the_library_takes_is_refused_before_it_is_read(settings):
    settings.UPLOAD_MAX_BYTES = 100
    with pytest.raises(Problem) as refused:
        send(epub().pack())
    assert (refused.value.code, refused.value.status) == ("too-big", 413)


def test_a_kind_that_a_type_does_not_take_is_refused(store):
    content = SimpleUploadedFile("x", pdfs.pdf(["x"]))
    with pytest.raises(Problem) as refused:
        sources.store_upload(content, name="x", school_id=None, user=None, kinds=("epub",))
    assert refused.value.code == "kind-not-taken"
    assert stored(store) == []


def test_bytes_whose_row_could_not_be_saved_are_removed(store, monkeypatch):
    monkeypatch.setattr(sources, "_save", lambda _source: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(epub().pack())
    assert stored(store) == []


@pytest.fixture
def shelved(read):
    """A page with its file, which has been read."""
    a = schools.school()
    source = read()
    return catalogue.ebook(a.shelf, "Nghé", source=source), source


def test_a_file_that_a_page_shows_can_not_be_thrown_away(shelved):
    _page, source = shelved
    with pytest.raises(Problem) as refused:
        discard(source)
    assert refused.value.code == "content-in-use"


def test_nor_one_that_a_draft_shows(shelved, read):
    page, _source = shelved
    new = read()
    draft = page.get_latest_revision_as_object()
    draft.source = new
    draft.save_revision()
    with pytest.raises(Problem):
        discard(new)


@pytest.mark.django_db(transaction=True)
def test_what_nobody_shows_goes_with_package_cover_and_upload(store, read):
    source = read(pdfs.pdf(["x"]), "x.pdf")
    assert store.exists(source.cover.name)
    discard(source)
    assert not SourceFile.objects.exists()
    assert stored(store) == []
    assert not store.exists(source.cover.name)
    assert not store.exists(f"{source.package}doc.pdf")


def test_a_page_gives_its_passages_and_what_a_reader_opens(shelved):
    page, source = shelved
    assert [passage.order for passage in passages_of(page)] == [0, 1]
    publication = publication_of(catalogue.resource(page))
    assert (publication.package, publication.engine, publication.pages) == (str(source.pk), "epub", 2)


def test_neither_before_the_file_has_been_read(waiting):
    page = catalogue.ebook(schools.school().shelf, live=False, source=waiting())
    assert list(passages_of(page)) == []
    assert publication_of(page) is None


def test_passages_cost_the_same_few_queries_whatever_their_number(shelved, django_assert_num_queries):
    page, _source = shelved
    with django_assert_num_queries(1):
        list(passages_of(page))


def test_a_draft_with_another_file_is_told_from_the_page(shelved, read):
    page, old = shelved
    new = read(epub(title="Bản mới").pack())
    draft = page.get_latest_revision_as_object()
    draft.source = new
    draft.save_revision()
    assert pages_of(new) == []
    assert [found.pk for found in drafts_of(new)] == [page.pk]
    assert [found.pk for found in drafts_of(old)] == [page.pk]


def test_the_same_bytes_in_one_school_are_twins(shelved, read):
    page, source = shelved
    again = read()
    assert list(FILE.twins(again)) == [source]
    assert [found.pk for found in pages_of(source)] == [page.pk]
    SourceFile.objects.filter(pk=again.pk).update(school=schools.school().school)
    again.refresh_from_db()
    assert list(FILE.twins(again)) == []


def test_corrected_contents_keep_their_places(shelved):
    _page, source = shelved
    retitle(source, ["Mở đầu", "Kết"])
    source.refresh_from_db()
    assert [(entry["title"], entry["href"]) for entry in source.toc] == [
        ("Mở đầu", "OEBPS/c1.xhtml"),
        ("Kết", "OEBPS/c2.xhtml"),
    ]


@pytest.mark.django_db(transaction=True)
def test_with_the_last_page_its_file_goes_too(store, shelved):
    page, source = shelved
    copy = page.copy(update_attrs={"slug": "ban-sao"})
    page.delete()
    assert SourceFile.objects.filter(pk=source.pk).exists()
    copy.delete()
    assert not SourceFile.objects.exists()
    assert stored(store) == []


@pytest.mark.django_db(transaction=True)
def test_with_a_shelf_go_the_files_of_its_pages(shelved):
    page, _source = shelved
    page.get_parent().specific.delete()
    assert not SourceFile.objects.exists()
