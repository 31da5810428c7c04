"""What a file says of itself fills what the librarian has left empty, and never what she wrote."""

import io

import pytest
from PIL import Image

from library_pages.catalogue.content import Upload
from library_pages.catalogue.models import Contributor, Subject
from library_pages.catalogue.services.content import describe_draft, new_page, replace
from library_pages.catalogue.services.describing import title_from
from library_pages.text.kind import FILE
from library_pages.text.services.ingest import ingest_now
from tests.factories import schools
from tests.factories.epubs import epub
from tests.integration.text.conftest import upload

pytestmark = pytest.mark.django_db

METADATA = (
    '<dc:creator id="a">Hà Lam Khê</dc:creator><meta refines="#a" property="role">aut</meta>'
    '<dc:contributor id="b">Đỗ Quỳnh Chi</dc:contributor><meta refines="#b" property="role">ill</meta>'
    "<dc:publisher>Tủ sách Hoa Gạo</dc:publisher><dc:date>2025-11-20</dc:date>"
    "<dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:subject>Mặt Trăng</dc:subject>"
    "<dc:subject>Chưa ai nghe</dc:subject><dc:description>Một chú nghé nuốt trăng.</dc:description>"
)


@pytest.fixture
def a():
    return schools.school()


@pytest.fixture
def librarian(a):
    return schools.user("librarian", a)


@pytest.fixture
def declaration():
    from cms.plugins import registry

    return registry.get("ebook")


@pytest.fixture
def draft_of(a, librarian, declaration):
    def make(made=None, name="nghe_nuot_trang.epub"):
        content = (made or epub(metadata=METADATA)).pack()
        return new_page(declaration, FILE, a.shelf, Upload([upload(content, name)], declaration.accepts, librarian))

    return make


def read(page):
    ingest_now(page.source)
    page.refresh_from_db()
    describe_draft(page, page.source)
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def test_a_new_page_is_a_draft_with_the_files_name_as_its_title(draft_of, a, librarian):
    page = draft_of()
    assert (page.title, page.live, page.owner) == ("nghe nuot trang", False, librarian)
    assert (page.school, page.source.school) == (a.school, a.school)


def test_everything_that_the_file_says_is_filled_in(draft_of):
    Subject.objects.create(name="Mặt trăng")
    draft = read(draft_of())
    assert (draft.title, draft.slug) == ("Nghé và vầng trăng", "nghe-va-vang-trang")
    assert (draft.publisher, draft.year, draft.language) == ("Tủ sách Hoa Gạo", 2025, "vi")
    assert (draft.isbn, draft.summary) == ("9780306406157", "Một chú nghé nuốt trăng.")
    assert [(c.contributor.name, c.role) for c in draft.contributions.all()] == [
        ("Hà Lam Khê", "aut"),
        ("Đỗ Quỳnh Chi", "ill"),
    ]
    assert [subject.name for subject in draft.subjects.all()] == ["Mặt trăng"]


def test_what_was_written_stays(draft_of):
    page = draft_of()
    draft = page.get_latest_revision_as_object()
    draft.title, draft.publisher, draft.year = "Tựa của cô Thảo", "Kim Đồng", 1999
    draft.save_revision()
    found = read(page)
    assert (found.title, found.publisher, found.year) == ("Tựa của cô Thảo", "Kim Đồng", 1999)
    assert found.summary == "Một chú nghé nuốt trăng."


def test_a_known_contributor_is_not_made_twice(draft_of):
    known = Contributor.objects.create(name="hà lam khê")
    assert known in [c.contributor for c in read(draft_of()).contributions.all()]
    assert Contributor.objects.count() == 2


def test_reading_again_changes_nothing(draft_of):
    page = draft_of()
    first = read(page).serializable_data()
    second = read(page).serializable_data()
    for name in ("latest_revision", "latest_revision_created_at"):
        first.pop(name, None)
        second.pop(name, None)
    people = [{**row, "pk": None} for row in first.pop("contributions")]
    assert [{**row, "pk": None} for row in second.pop("contributions")] == people
    assert first == second


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (240, 320), (20, 90, 120)).save(buffer, "PNG")
    return buffer.getvalue()


def test_the_cover_becomes_a_picture_of_the_school(draft_of, a):
    item = '<item id="x" href="b.png" media-type="image/png" properties="cover-image"/>'
    draft = read(draft_of(epub(manifest=item).put("OEBPS/b.png", picture())))
    assert draft.cover.collection.name == a.school.name
    assert (draft.cover.width, draft.cover.height) == (240, 320)


def test_a_published_page_is_not_described_by_a_file_that_replaces_its_own(draft_of, librarian):
    page = draft_of()
    read(page).save_revision().publish()
    page.refresh_from_db()
    sent = Upload([upload(epub(title="Tựa khác").pack())], page.resource_type.accepts, librarian)
    source = replace(page, FILE, sent)
    ingest_now(source)
    page.refresh_from_db()
    assert page.source_id != source.pk
    draft = page.get_latest_revision_as_object()
    assert (draft.source_id, draft.title) == (source.pk, "Nghé và vầng trăng")


def test_the_address_of_a_page_that_has_been_public_stays(draft_of):
    page = draft_of()
    first = read(page)
    first.title = "nghe nuot trang"
    first.save_revision().publish()
    page.refresh_from_db()
    slug = page.slug
    describe_draft(page, page.source)
    assert page.get_latest_revision_as_object().slug == slug


@pytest.mark.parametrize(
    ("name", "title"),
    [("nghe_va_trang.epub", "nghe va trang"), ("Sách 1.2.pdf", "Sách 1.2"), (".epub", ".epub"), ("_", "_")],
)
def test_a_working_title_comes_from_the_name_of_the_file(name, title):
    assert title_from(name) == title


@pytest.mark.parametrize(
    ("said", "language"),
    [("ar", "ar"), ("heb", "he"), ("sa-Latn", "sa"), ("tl", "und"), ("Tiếng Anh", "en"), ("vie", "vi")],
)
def test_a_book_is_catalogued_in_its_own_language_or_in_an_unknown_one(draft_of, said, language):
    made = epub().edit("OEBPS/package.opf", "<dc:language>vi</dc:language>", f"<dc:language>{said}</dc:language>")
    assert read(draft_of(made)).language == language


def test_nobody_is_no_author(draft_of):
    draft = read(draft_of(epub(metadata="<dc:creator>Khuyết danh</dc:creator><dc:creator>anonymous</dc:creator>")))
    assert draft.contributions.count() == 0
    assert not Contributor.objects.filter(name__icontains="danh").exists()
