"""Addresses of the admin that have shown what another school owns, each by itself; test_access_crawl tries them all."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection
from wagtail.search.backends import get_search_backend

from cms.accounts.enums import Role
from cms.foundation import clock
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.models import Contributor, Subject, Work
from library_pages.media.models import Media
from library_pages.text.models import SourceFile
from tests.factories import catalogue, recordings, schools, sources

pytestmark = pytest.mark.django_db

SECRET = "Bimatzqx"  # in every name of school B and in none of school A


@pytest.fixture
def world():
    """Librarian of A; school B with pages, files, people and history; ids of B by argument name."""
    a, b = schools.school("Trường A"), schools.school(f"Trường {SECRET}")
    librarian = schools.user(Role.LIBRARIAN, a)
    foreign = schools.user(Role.LIBRARIAN, b, first_name=f"{SECRET} Lan")
    collection = Collection.objects.get(name=b.school.name)
    image = Image.objects.create(title=f"{SECRET} ảnh", file=get_test_image_file(), collection=collection)
    document = Document.objects.create(
        title=f"{SECRET} tệp", file=SimpleUploadedFile("tep.txt", b"text"), collection=collection
    )
    media = Media.objects.create(
        title=f"{SECRET} tiếng", file=SimpleUploadedFile("tieng.mp3", b"sound"), type="audio", collection=collection
    )
    page = catalogue.ebook(b.shelf, f"{SECRET} sách", source=sources.source())
    page.owner = foreign
    page.save()
    page.save_revision(user=foreign).publish(user=foreign)
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=foreign, locked_at=clock.now())
    source = SourceFile.objects.create(
        school=b.school,
        original_name=f"{SECRET}.epub",
        kind="epub",
        media_type="application/epub+zip",
        size=1,
        sha256="0",
        uploaded_at=clock.now(),
    )
    recording = recordings.recording(school=b.school, name=f"{SECRET}.mp3", metadata={"title": f"{SECRET} nói"})
    played = recordings.page(b.shelf, f"{SECRET} nói", played=recording)
    index = b.home.add_child(instance=CollectionsIndexPage(title=f"{SECRET} bộ sưu tập"))
    themed = index.add_child(instance=ThemedCollectionPage(title=f"{SECRET} trăng"))
    shared = {model: model.objects.create(name="Chung") for model in (Contributor, Subject, Work)}
    for authority in shared.values():
        log(authority, "wagtail.edit", user=foreign)
    for found in (page, themed, image, document, *shared.values()):
        get_search_backend().add(found)
    return {
        "librarian": librarian,
        "a": a,
        "ids": {
            "pages": [page.pk, b.shelf.pk, b.home.pk, index.pk, themed.pk, played.pk],
            "image": image.pk,
            "document": document.pk,
            "revision": page.latest_revision_id,
            "user": foreign.pk,
            "source": source.pk,
            "recording": recording.pk,
            "media": media.pk,
            "shared": shared[Contributor].pk,
        },
    }


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


# Wagtail leaves the spool of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_an_operator_of_the_platform_is_shown_those_names(client, world):
    # Else the others here would find nothing because there is nothing to find.
    client.force_login(schools.user(is_superuser=True, is_staff=True))
    for path in (
        "/admin/media/",
        "/admin/media/chooser/",
        f"/admin/media/edit/{world['ids']['media']}/",
        f"/admin/pages/search/?q={SECRET}",
        f"/admin/choose-page/search/?q={SECRET}",
        f"/admin/images/?q={SECRET}",
        f"/admin/documents/?q={SECRET}",
        "/admin/api/main/images/",
        "/admin/reports/site-history/",
        f"/admin/snippets/catalogue/contributor/history/{world['ids']['shared']}/",
    ):
        assert SECRET in text_of(client.get(path)), path


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_a_bulk_action_with_foreign_ids_is_no_page(client, world, action):
    client.force_login(world["librarian"])
    page = world["ids"]["pages"][0]
    response = client.get(f"/admin/bulk/wagtailcore/page/{action}/?id={page}")
    assert response.status_code == 404


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize(("kind", "label"), [("image", "wagtailimages"), ("document", "wagtaildocs")])
def test_a_bulk_action_with_foreign_files_is_no_page(client, world, kind, label, action):
    client.force_login(world["librarian"])
    path = f"/admin/bulk/{label}/{kind}/{action}/?id={world['ids'][kind]}"
    assert client.get(path).status_code == 404
    client.force_login(schools.user(is_superuser=True, is_staff=True))
    assert SECRET in text_of(client.get(path))


@pytest.mark.parametrize("name", ["images", "documents"])
def test_the_admins_own_api_lists_no_foreign_file(client, world, name):
    client.force_login(world["librarian"])
    assert SECRET not in text_of(client.get(f"/admin/api/main/{name}/"))


@pytest.mark.parametrize("path", ["", "chooser/", "audio/add/"])
def test_the_library_of_media_files_is_for_operators_only(client, world, path):
    client.force_login(world["librarian"])
    assert client.get(f"/admin/media/{path}").status_code == 404
    client.force_login(schools.user(is_superuser=True, is_staff=True))
    assert client.get(f"/admin/media/{path}").status_code == 200


def test_a_foreign_page_can_not_be_changed(client, world):
    client.force_login(world["librarian"])
    page = world["ids"]["pages"][0]
    assert client.post(f"/admin/pages/{page}/edit/", {"title": "x"}).status_code == 404
    assert client.post(f"/admin/resources/{page}/content/file/").status_code == 404


def test_a_foreign_source_shows_no_state(client, world):
    client.force_login(world["librarian"])
    assert client.get(f"/admin/content/file/{world['ids']['source']}/").status_code == 404
    assert client.post(f"/admin/content/file/{world['ids']['source']}/retry/").status_code == 404
    assert client.get(f"/admin/content/file/{uuid.uuid4()}/").status_code == 404


def test_the_librarian_still_reaches_her_own_school(client, world):
    client.force_login(world["librarian"])
    own = catalogue.ebook(world["a"].shelf, "Sách của trường A")
    for path in (f"/admin/pages/{own.pk}/edit/", f"/admin/pages/{world['a'].shelf.pk}/", "/admin/upload/ebook/"):
        assert client.get(path).status_code == 200


def test_a_foreign_picture_can_not_become_a_cover(client, world):
    client.force_login(world["librarian"])
    own = catalogue.ebook(world["a"].shelf, "Sách của trường A")
    form = type(own).get_edit_handler().get_form_class()(instance=own, for_user=world["librarian"])
    assert not form.fields["cover"].queryset.exists()
    ours = Image.objects.create(
        title="Bìa", file=get_test_image_file(), collection=Collection.objects.get(name=world["a"].school.name)
    )
    assert set(form.fields["cover"].queryset.all()) == {ours}


def test_a_cover_that_was_chosen_before_stays_choosable(client, world):
    own = catalogue.ebook(world["a"].shelf, cover_id=world["ids"]["image"])
    form = type(own).get_edit_handler().get_form_class()(instance=own, for_user=world["librarian"])
    assert form.fields["cover"].queryset.get().pk == world["ids"]["image"]
