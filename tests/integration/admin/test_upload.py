"""The librarian's way from a file to a published e-book, in Wagtail's admin."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from cms.accounts.enums import Role
from cms.foundation import jobs
from cms.plugins import registry
from library_pages.catalogue.admin.uploads import places_for
from library_pages.catalogue.models import ShelfPage
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile
from library_pages.text.selectors import INGEST_TASK
from library_pages.text.services.ingest import ingest
from library_pages.text.wording import NOT_READY, WORDS
from library_pages.types.ebook.models import EbookPage
from tests.factories import catalogue, pdfs, schools
from tests.factories.epubs import epub

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    store = FileSystemStorage(tmp_path / "publications")
    monkeypatch.setitem(storages._storages, "publications", store)
    for field in ("file", "cover"):
        monkeypatch.setattr(SourceFile._meta.get_field(field), "storage", store)


@pytest.fixture
def a():
    return schools.school()


@pytest.fixture
def librarian(a, client):
    person = schools.user(Role.LIBRARIAN, a)
    client.force_login(person)
    return person


def file(content=None, name="nghe va trang.epub"):
    return SimpleUploadedFile(name, epub().pack() if content is None else content)


def send(client, shelf, content=None, name="nghe va trang.epub"):
    return client.post("/admin/upload/ebook/", {"files": file(content, name), "shelf": shelf.pk}, follow=True)


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


def read(page, django_capture_on_commit_callbacks):
    source = page.get_latest_revision_as_object().source
    with django_capture_on_commit_callbacks(execute=True):
        ingest(str(jobs.latest(INGEST_TASK, str(source.pk)).pk))
    page.refresh_from_db()
    return page


@pytest.fixture
def finish(django_capture_on_commit_callbacks):
    """Lets the worker read a page's file, and everybody hear of it."""
    return lambda page: read(page, django_capture_on_commit_callbacks)


def fields(page, **changes):
    """The edit form as a browser sends it back."""
    draft = page.get_latest_revision_as_object()
    people = list(draft.contributions.all())
    sent = {
        "title": draft.title,
        "slug": draft.slug,
        "subtitle": draft.subtitle,
        "summary": draft.summary,
        "publisher": draft.publisher,
        "year": draft.year or "",
        "language": draft.language,
        "audience": draft.audience,
        "file_seen": "unknown" if draft.source and draft.source.state != SourceState.READY else "",
        "contributions-TOTAL_FORMS": len(people),
        "contributions-INITIAL_FORMS": sum(person.pk is not None for person in people),
        "contributions-MIN_NUM_FORMS": 0,
        "contributions-MAX_NUM_FORMS": 1000,
    }
    for number, person in enumerate(people):
        sent |= {
            f"contributions-{number}-id": person.pk or "",
            f"contributions-{number}-contributor": person.contributor_id,
            f"contributions-{number}-role": person.role,
            f"contributions-{number}-ORDER": number + 1,
        }
    return sent | changes


def save(client, page, **changes):
    return client.post(f"/admin/pages/{page.pk}/edit/", fields(page, **changes), follow=True)


def publish(client, page, **changes):
    return save(client, page, **{"action-publish": "yes"} | changes)


def test_a_file_becomes_a_draft_whose_form_opens_at_once(client, a, librarian):
    response = send(client, a.shelf)
    page = EbookPage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert said(response) == [str(WORDS.arrived)]
    assert (page.live, page.title, page.owner, page.school) == (False, "nghe va trang", librarian, a.school)
    assert page.source.uploaded_by == librarian
    assert 'data-state="queued"' in response.content.decode()


def test_from_file_to_public(client, a, librarian, finish):
    send(client, a.shelf)
    page = finish(EbookPage.objects.get())
    form = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Nghé và vầng trăng" in form
    assert 'data-state="ready"' in form
    publish(client, page, audience="public", title="Nghé và trăng")
    page.refresh_from_db()
    assert (page.live, page.title, page.audience) == (True, "Nghé và trăng", "public")
    assert [row.contributor.name for row in page.contributions.all()] == ["Hà Lam Khê"]
    assert page.slug == "nghe-va-vang-trang"


def test_two_files_of_one_title_are_both_published(client, a, librarian, finish):
    for _copy in range(2):
        send(client, a.shelf)
    first, second = (finish(page) for page in EbookPage.objects.order_by("pk"))
    for page in (first, second):
        publish(client, page)
        page.refresh_from_db()
    assert [page.live for page in (first, second)] == [True, True]
    assert [page.slug for page in (first, second)] == ["nghe-va-vang-trang", "nghe-va-vang-trang-2"]
    assert second.url_path == f"{a.shelf.url_path}nghe-va-vang-trang-2/"


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 torn"])
def test_a_refused_file_is_said_on_the_form_and_leaves_nothing(client, a, librarian, content):
    response = send(client, a.shelf, content)
    assert response.status_code == 422
    assert response.context["form"].errors["files"]
    assert not EbookPage.objects.exists()
    assert not SourceFile.objects.exists()


def test_without_a_file_the_form_asks_for_one(client, a, librarian):
    assert client.post("/admin/upload/ebook/", {"shelf": a.shelf.pk}).status_code == 422


def test_the_form_offers_only_what_the_type_takes(client, a, librarian):
    form = client.get("/admin/upload/ebook/").content.decode()
    assert 'accept=".epub,application/epub+zip,.pdf,application/pdf"' in form
    assert 'type="hidden" name="shelf"' in form


def test_with_two_shelves_the_form_asks_for_one(client, a, librarian):
    second = a.home.add_child(instance=ShelfPage(title="Tủ lớp 1", slug="tu-lop-1"))
    form = client.get(f"/admin/upload/ebook/{second.pk}/").content.decode()
    assert "Tủ lớp 1" in form
    assert f'<option value="{second.pk}" selected>' in form
    send(client, second)
    assert EbookPage.objects.get().get_parent().pk == second.pk


def test_a_shelf_of_another_school_is_no_choice(client, a, librarian):
    b = schools.school()
    assert client.get(f"/admin/upload/ebook/{b.shelf.pk}/").status_code in {302, 403, 404}
    assert send(client, b.shelf).status_code == 422
    assert not EbookPage.objects.exists()


def test_a_librarian_begins_with_her_own_shelves_only(a):
    b, user = schools.school(), schools.user(Role.LIBRARIAN, a)
    shelves, first = places_for(registry.get("ebook"), user)
    assert ([each.pk for each in shelves], first.pk) == ([a.shelf.pk], a.shelf.pk)
    with pytest.raises(PermissionDenied):
        places_for(registry.get("ebook"), user, b.shelf.pk)


def test_an_unknown_type_is_no_page(client, librarian):
    assert client.get("/admin/upload/no_such_type/").status_code == 404


def test_somebody_without_the_admin_is_sent_away(client):
    client.force_login(schools.user(is_staff=True))
    assert client.get("/admin/upload/ebook/").status_code == 403


def test_every_way_to_a_new_page_leads_to_its_upload(client, a, librarian):
    upload = reverse("kv_upload_to", args=["ebook", a.shelf.pk])
    create = f"/admin/pages/add/ebook/ebookpage/{a.shelf.pk}/"
    assert create in client.get(f"/admin/pages/{a.shelf.pk}/add_subpage/").content.decode()
    assert client.get(create)["Location"] == upload
    assert client.post(create, {"title": "x"})["Location"] == upload
    assert not EbookPage.objects.exists()
    assert "/admin/upload/ebook/" in client.get("/admin/").content.decode()


def test_a_page_can_not_go_live_before_its_file_has_been_read(client, a, librarian, finish):
    send(client, a.shelf)
    page = EbookPage.objects.get()
    response = publish(client, page, title="Tựa của cô")
    page.refresh_from_db()
    assert said(response)[-1] == str(NOT_READY)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Tựa của cô"


def test_nor_after_it_failed(client, a, librarian, finish):
    send(client, a.shelf, pdfs.pdf(["x"], lock="mat-khau"), "x.pdf")
    page = finish(EbookPage.objects.get())
    form = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert str(page.source.failure) in form
    assert reverse("kv_act", args=["file", page.source_id, "retry"]) in form
    publish(client, page)
    page.refresh_from_db()
    assert not page.live


def test_nor_without_a_file(client, a, librarian):
    page = catalogue.ebook(a.shelf, live=False, source=None)
    page.save_revision()
    assert said(publish(client, page))[-1] == str(WORDS.none)


def test_nor_in_bulk(client, a, librarian, finish):
    for _ in range(2):
        send(client, a.shelf)
    ready, waiting = EbookPage.objects.order_by("pk")
    finish(ready)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}&id={waiting.pk}", {"next": "/admin/"})
    assert not EbookPage.objects.filter(live=True).exists()
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}", {"next": "/admin/"})
    assert EbookPage.objects.get(live=True).pk == ready.pk


def test_a_form_opened_too_early_empties_nothing_when_it_is_saved(client, a, librarian, finish):
    send(client, a.shelf)
    page = EbookPage.objects.get()
    early = fields(page, publisher="Kim Đồng")
    finish(page)
    response = client.post(f"/admin/pages/{page.pk}/edit/", early, follow=True)
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert str(WORDS.filled_meanwhile) in said(response)
    assert draft.publisher == "Kim Đồng"
    assert draft.title == "Nghé và vầng trăng"
    assert [row.contributor.name for row in draft.contributions.all()] == ["Hà Lam Khê"]


def test_nor_when_it_is_published(client, a, librarian, finish):
    send(client, a.shelf)
    page = EbookPage.objects.get()
    early = fields(page, publisher="Kim Đồng", **{"action-publish": "yes"})
    finish(page)
    response = client.post(f"/admin/pages/{page.pk}/edit/", early, follow=True)
    page.refresh_from_db()
    assert str(WORDS.filled_meanwhile) in said(response)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Nghé và vầng trăng"
    publish(client, page)
    page.refresh_from_db()
    assert (page.live, page.publisher) == (True, "Kim Đồng")


def test_a_date_in_the_future_is_kept_for_the_scheduler(client, a, librarian, finish):
    send(client, a.shelf)
    page = finish(EbookPage.objects.get())
    publish(client, page, go_live_at="2030-01-01 07:00")
    page.refresh_from_db()
    assert not page.live
    assert Revision.objects.filter(approved_go_live_at__isnull=False, object_id=str(page.pk)).count() == 1


def test_a_new_file_of_a_published_page_waits_in_the_draft(client, a, librarian, finish):
    send(client, a.shelf)
    page = finish(EbookPage.objects.get())
    publish(client, page)
    old = EbookPage.objects.get().source
    client.post(f"/admin/resources/{page.pk}/content/file/", {"files": file(epub(title="Bản mới").pack())})
    page.refresh_from_db()
    new = page.get_latest_revision_as_object().source
    assert page.source == old != new
    state = client.get(reverse("kv_state", args=["file", new.pk]))
    assert (state.status_code, state.json()["state"]) == (200, "queued")
    publish(client, page)
    page.refresh_from_db()
    assert page.source == old
    finish(page)
    publish(client, page)
    page.refresh_from_db()
    assert page.source == new
    assert page.title == "Nghé và vầng trăng"


def test_the_panel_follows_the_file_and_offers_to_read_it_again(client, a, librarian, finish):
    send(client, a.shelf, pdfs.pdf(["x"], lock="mat-khau"), "x.pdf")
    page = EbookPage.objects.get()
    address = reverse("kv_state", args=["file", page.source_id])
    assert client.get(address).json()["state"] == "queued"
    finish(page)
    assert client.get(address).json()["state"] == "failed"
    assert client.post(reverse("kv_act", args=["file", page.source_id, "retry"])).json()["state"] == "queued"
    page.source.refresh_from_db()
    assert page.source.state == SourceState.QUEUED


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_reading_again_is_asked_for_by_post_only(client, a, librarian, method):
    send(client, a.shelf)
    address = reverse("kv_act", args=["file", EbookPage.objects.get().source_id, "retry"])
    assert getattr(client, method)(address).status_code == 405


def test_the_same_file_a_second_time_is_said_to_be_there(client, a, librarian):
    send(client, a.shelf)
    first = EbookPage.objects.get()
    response = send(client, a.shelf)
    assert any(first.title in sentence for sentence in said(response)[1:])
    assert EbookPage.objects.count() == 2


def test_contents_are_corrected_title_by_title(client, a, librarian, finish):
    send(client, a.shelf)
    page = finish(EbookPage.objects.get())
    address = reverse("kv_entries", args=[page.pk, "file"])
    assert client.get(address).context["rows"][0][1].initial == "Chương 1"
    assert client.post(address, {"title_0": "Mở đầu", "title_1": ""}).status_code == 422
    client.post(address, {"title_0": "Mở đầu", "title_1": "Kết"})
    page.source.refresh_from_db()
    assert [entry["title"] for entry in page.source.toc] == ["Mở đầu", "Kết"]


def test_a_page_without_a_file_has_no_contents(client, a, librarian):
    page = catalogue.ebook(a.shelf, live=False, source=None)
    page.save_revision()
    assert client.get(reverse("kv_entries", args=[page.pk, "file"])).status_code == 404


def test_a_copied_page_shows_the_same_file(client, a, librarian, finish):
    send(client, a.shelf)
    page = finish(EbookPage.objects.get())
    publish(client, page)
    client.post(
        f"/admin/pages/{page.pk}/copy/",
        {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": a.shelf.pk, "publish_copies": "on"},
    )
    copy = EbookPage.objects.get(slug="ban-sao")
    assert copy.source_id == page.source_id
    assert copy.uid != page.uid
