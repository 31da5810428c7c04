"""Previews of every page model that is registered, as an editor asks for them: what a reader of the page would see."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, get_page_models

from analytics.models import Event
from cms.accounts.enums import Role
from cms.plugins import registry
from cms.web.checks import every_page_is_of_the_site
from cms.web.models import HomePage, NewsPage, SitePage
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.events import ItemInvestigated
from library_pages.catalogue.models import Contribution, Contributor, ResourcePage, Subject
from tests.factories import catalogue, publications, schools
from tests.integration.web.conftest import text_of

pytestmark = pytest.mark.django_db

MODELS = [model for model in get_page_models() if issubclass(model, SitePage)]
TITLE = "Trăng non đầu tháng"


@pytest.fixture
def at():
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def editor(client, at):
    """A librarian of the school."""
    client.force_login(schools.user(Role.LIBRARIAN, at))
    return client


def parent_for(model, at):
    """A page under which this model may stand."""
    if model is HomePage:
        return schools.platform()
    allowed = {parent.__name__ for parent in model.allowed_parent_page_models()}
    if "ShelfPage" in allowed:
        return at.shelf
    at.home.refresh_from_db()
    if "CollectionsIndexPage" in allowed:
        return at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập"))
    return at.home


@pytest.fixture(params=MODELS, ids=lambda model: model._meta.label)
def page(request, at):
    """A draft of each model that was never published, without anything that its kind of content would need."""
    if request.param is HomePage:
        return at.home
    return parent_for(request.param, at).add_child(instance=request.param(title=TITLE, live=False))


def draft_of(page):
    return reverse("wagtailadmin_pages:view_draft", args=[page.pk])


def written(model):
    """What the browser sends of the model's form, as it opens."""
    data = {"body-count": 0, "day": "2026-11-20", "audience": "school", "language": "vi"}
    for name in model.get_edit_handler().get_form_class().formsets:
        data |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    return data


def said_of(page):
    """What its preview must say: a home says the name of its school, and no title."""
    return page.school.name if isinstance(page, HomePage) else page.title


def test_every_page_of_the_site_can_be_previewed():
    models = [model for model in get_page_models() if not model.__module__.startswith("wagtail.")]
    assert models == MODELS
    assert len(MODELS) >= 6 + len(registry.all_types())
    assert every_page_is_of_the_site() == []


def test_a_page_without_previews_of_ours_stops_the_start(monkeypatch):
    monkeypatch.setattr("cms.web.checks.get_page_models", lambda: [type("Wild", (), {"_meta": Page._meta})])
    assert [message.id for message in every_page_is_of_the_site()] == ["web.E001"]


@pytest.mark.parametrize("path", ["", "cms.web.views.news.gone", "cms.web.views.news"])
def test_a_page_whose_view_can_not_be_called_stops_the_start(monkeypatch, path):
    monkeypatch.setattr(NewsPage, "view", path)
    assert [message.id for message in every_page_is_of_the_site()] == ["web.E002"]


def test_a_draft_is_shown_as_its_readers_would_see_it(editor, page):
    answer = editor.get(draft_of(page))
    assert answer.status_code == 200
    assert said_of(page) in text_of(answer)
    assert "wagtail" not in answer.content.decode()


def test_the_panel_shows_what_stands_in_the_form(editor, page):
    data = written(type(page)) | {"title": "Tên mới trong biểu mẫu", "slug": page.slug}
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, data).json() == {"is_valid": True, "is_available": True}
    answer = editor.get(address, {"in_preview_panel": "true"})
    assert answer.status_code == 200
    assert ("Tên mới trong biểu mẫu" in text_of(answer)) is not isinstance(page, HomePage)
    page.refresh_from_db()
    assert page.title != "Tên mới trong biểu mẫu"


def test_an_older_version_is_shown(editor, page):
    page.title = "Bản thứ nhất"
    first = page.save_revision()
    page.title = "Bản thứ hai"
    page.save_revision()
    answer = editor.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, first.pk]))
    assert answer.status_code == 200
    assert ("Bản thứ nhất" in text_of(answer)) is not isinstance(page, HomePage)
    assert "Bản thứ hai" not in text_of(answer)


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model.is_creatable], ids=lambda model: model._meta.label
)
def test_a_page_that_is_not_there_yet_is_shown(editor, at, model):
    if model is HomePage:
        return
    parent = parent_for(model, at)
    where = [model._meta.app_label, model._meta.model_name, parent.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=where)
    data = written(model) | {"title": TITLE, "slug": "trang-non"}
    assert editor.post(address, data).json()["is_available"]
    answer = editor.get(address)
    assert answer.status_code == 200
    assert TITLE in text_of(answer)


@pytest.mark.parametrize(
    ("pairs", "host", "secure"),
    [
        ({"localhost:8000": "127.0.0.1:8000"}, "localhost:8000", False),
        ({"localhost:8000": "127.0.0.1:8000", "thu-vien.local:8000": "192.168.1.7:8000"}, "thu-vien.local:8000", False),
        ({"thuvien.tinh.edu.vn": "noi-dung.tinh.edu.vn"}, "thuvien.tinh.edu.vn", True),
        ({"a.edu.vn": "a.noidung.vn", "b.edu.vn": "b.noidung.vn"}, "b.edu.vn", True),
    ],
)
def test_a_preview_stays_on_the_host_by_which_the_editor_came(editor, at, settings, monkeypatch, pairs, host, secure):
    schools.school("Trường khác")
    settings.HOST_PAIRS = pairs
    settings.ALLOWED_HOSTS = [name.partition(":")[0] for name in (*pairs, *pairs.values())]
    settings.BEHIND_TLS = secure
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if secure else None
    settings.TRUSTED_PROXIES = ("127.0.0.1",) if secure else ()
    asked = []
    monkeypatch.setattr(
        HomePage, "serve", lambda _page, request: asked.append(request.build_absolute_uri()) or HttpResponse()
    )
    answer = editor.get(draft_of(at.home), headers={"host": host, "x-forwarded-proto": "https" if secure else "http"})
    assert answer.status_code == 200
    assert asked == [f"http{'s' if secure else ''}://{host}{at.home.url}"]


@pytest.mark.parametrize(
    ("audience", "called", "sees"),
    [
        ("public", "Đăng nhập", {"public"}),
        ("school", "em", {"public", "school"}),
        ("staff", "Giáo viên", {"public", "school", "staff"}),
    ],
)
def test_a_preview_names_what_its_audience_may_see_and_no_more(editor, at, audience, called, sees):
    subject = Subject.objects.create(name="Trăng")
    titles = {}
    for other in ("public", "school", "staff"):
        book = publications.readable(at.shelf, f"Sách zq{other}", audience=other)
        book.subjects.add(subject)
        book.save()
        titles[other] = book.title
    elsewhere = publications.readable(schools.school("Trường khác").shelf, "Sách zqxa", audience="school")
    elsewhere.subjects.add(subject)
    elsewhere.save()
    draft = catalogue.ebook(at.shelf, "Sách mới", audience=audience, live=False)
    draft.subjects.add(subject)
    draft.save()
    said = text_of(editor.get(draft_of(draft)))
    assert {other for other, title in titles.items() if title in said} == sees
    assert elsewhere.title not in said
    assert called in said


def test_what_nobody_of_its_audience_may_see_says_so(editor, at):
    index = at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập"))
    collection = index.add_child(instance=ThemedCollectionPage(title="Cho thầy cô"))
    collection.entries.add(CollectionEntry(resource=publications.readable(at.shelf, "Giáo án", audience="staff")))
    collection.save()
    answer = editor.get(draft_of(collection))
    assert answer.status_code == 200
    assert "Bạn đọc không thấy trang này." in text_of(answer)
    assert "Giáo án" not in text_of(answer)


def test_relations_that_are_not_saved_yet_are_shown(editor, at):
    book = catalogue.ebook(at.shelf, "Sách mới", live=False, cover=publications.picture(400, 500))
    book.contributions.add(Contribution(contributor=Contributor.objects.create(name="Tô Hoài")))
    book.subjects.add(Subject.objects.create(name="Loài vật"))
    book.tags.add("dế mèn")
    book.save_revision()
    answer = editor.get(draft_of(book))
    said = text_of(answer)
    assert [word for word in ("Tô Hoài", "Loài vật", "dế mèn") if word not in said] == []
    # The cover of what is not published has no address of its own; a signed one shows it.
    source = re.search(r'<img class="cover" src="([^"]+)"', answer.content.decode())[1]
    picture = editor.get(source)
    assert picture["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content)


def test_a_preview_counts_nothing_keeps_nothing_and_publishes_nothing(editor, at, monkeypatch):
    heard = []
    monkeypatch.setattr("library_pages.catalogue.views.announce", heard.append)
    book = publications.readable(at.shelf, "Chú Cuội")
    draft = catalogue.ebook(at.shelf, "Sách mới", live=False)
    editor.get("/admin/")  # which an editor comes from, and which lets her send large files
    before = dict(editor.cookies.items())
    for page in (book, draft):
        answer = editor.get(draft_of(page))
        assert "no-store" in answer["Cache-Control"]
        assert "usage-url" not in answer.content.decode()
        assert not answer.cookies
    assert [event for event in heard if isinstance(event, ItemInvestigated)] == []
    assert not Event.objects.exists()
    assert dict(editor.cookies.items()) == before
    draft.refresh_from_db()
    assert not draft.live
    shown = draft.get_latest_revision_as_object()
    shown.make_preview_request()
    assert not shown.live


def test_a_preview_can_be_framed_by_the_admin_alone_and_sends_nothing(editor, at):
    answer = editor.get(draft_of(publications.readable(at.shelf)))
    rules = dict(rule.split(" ", 1) for rule in answer["Content-Security-Policy"].split("; "))
    assert (rules["frame-ancestors"], rules["connect-src"], rules["form-action"]) == ("'self'", "'none'", "'none'")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("role", [None, Role.PUPIL, Role.TEACHER, Role.PRINCIPAL])
def test_who_may_not_edit_sees_no_preview(client, at, role):
    draft = catalogue.ebook(at.shelf, "Sách mới", live=False)
    if role:
        client.force_login(schools.user(role, at))
    for name in ("view_draft", "preview_on_edit"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[draft.pk]))
        assert answer.status_code in {302, 403}
        assert draft.title not in answer.content.decode()


def test_a_librarian_of_another_school_sees_no_preview(client, at):
    client.force_login(schools.user(Role.LIBRARIAN, schools.school("Trường khác")))
    draft = catalogue.ebook(at.shelf, "Sách mới", live=False)
    assert client.get(draft_of(draft)).status_code == 404


def test_a_page_whose_type_is_gone_is_previewed_as_its_stand_in(editor, at):
    book = publications.readable(at.shelf, "Chú Cuội")
    ResourcePage.objects.filter(pk=book.pk).update(type_slug="gone")
    page = ResourcePage.objects.get(pk=book.pk)
    answer = page.make_preview_request()
    assert answer.status_code == 200
    assert "Chú Cuội" in text_of(answer)


def test_what_all_schools_share_is_previewed_for_readers_of_any_school(client, at):
    client.force_login(schools.user(is_superuser=True, is_staff=True))
    own = publications.readable(at.shelf, "Sách của một trường", audience="school")
    shared = publications.readable(schools.shared_shelf(), "Sách của tỉnh", audience="school")
    subject = Subject.objects.create(name="Trăng")
    for book in (own, shared):
        book.subjects.add(subject)
        book.save()
    said = text_of(client.get(draft_of(shared)))
    assert "Sách của tỉnh" in said
    assert "Sách của một trường" not in said
