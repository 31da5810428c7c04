"""Free tags: a school is shown those of what it works with and of what its staff may open."""

from __future__ import annotations

import pytest
from django.test import Client
from taggit.models import Tag
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms.accounts.enums import Role
from library_pages.catalogue.admin.tags import popular, tags_of
from library_pages.media.models import Media
from tests.factories import catalogue, schools

# Wagtail leaves the spool of a rendition to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


def picture(at, *tags):
    found = Image.objects.create(
        title="Ảnh", file=get_test_image_file(), collection=Collection.objects.get(name=at.school.name)
    )
    found.tags.add(*tags)
    return found


def tagged(shelf, *tags, **fields):
    page = catalogue.ebook(shelf, **fields)
    page.tags.add(*tags)
    page.save()
    return page


@pytest.fixture
def at():
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def elsewhere():
    return schools.school("Trường khác")


@pytest.fixture
def librarian(at):
    return schools.user(Role.LIBRARIAN, at)


@pytest.fixture
def browser(librarian):
    client = Client()
    client.force_login(librarian)
    return client


@pytest.fixture(autouse=True)
def _words(at, elsewhere):
    tagged(at.shelf, "trang của ta", live=False, audience="staff")
    picture(at, "trang ảnh của ta")
    tagged(elsewhere.shelf, "trang của họ", audience="staff")
    tagged(elsewhere.shelf, "trang nháp của họ", audience="public", live=False)
    tagged(elsewhere.shelf, "trang công khai của họ", audience="public")
    tagged(schools.shared_shelf(), "trang chung", audience="school")
    picture(elsewhere, "trang ảnh của họ")
    document = Document.objects.create(
        title="Tệp", file=get_test_image_file("t.txt"), collection=Collection.objects.get(name=elsewhere.school.name)
    )
    document.tags.add("trang tệp của họ")
    media = Media.objects.create(
        title="Tiếng", file=get_test_image_file("t.mp3"), type="audio", collection=document.collection
    )
    media.tags.add("trang tiếng của họ")
    Tag.objects.create(name="trang không ai dùng", slug="khong-ai-dung")


SHOWN = {"trang của ta", "trang ảnh của ta", "trang công khai của họ", "trang chung"}


def test_a_tag_is_shown_to_who_may_see_something_that_carries_it(librarian):
    assert {tag.name for tag in tags_of(librarian, Tag)} == SHOWN


def test_an_operator_is_shown_all_tags():
    assert tags_of(schools.user(is_superuser=True), Tag).count() == Tag.objects.count()


@pytest.mark.parametrize("path", ["/admin/tag-autocomplete/", "/admin/tag-autocomplete/taggit/tag/"])
def test_completions_are_words_of_the_school(browser, path):
    assert set(browser.get(path, {"term": "trang"}).json()) == SHOWN
    assert browser.get(path).json() == []


@pytest.mark.parametrize("kind", ["taggit/none", "auth/group", "none/tag"])
def test_what_is_no_tag_completes_nothing(browser, kind):
    assert browser.get(f"/admin/tag-autocomplete/{kind}/", {"term": "t"}).status_code == 404


def text_of(answer):
    return answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()


@pytest.mark.parametrize("path", ["", "results/", "chooser/", "chooser/results/"])
def test_lists_of_pictures_offer_tags_of_the_school(browser, path):
    shown = text_of(browser.get(f"/admin/images/{path}"))
    assert "của họ" not in shown
    assert ("trang ảnh của ta" in shown) is ("results" not in path)


@pytest.mark.parametrize("path", ["", "results/", "chooser/", "chooser/results/"])
def test_lists_of_documents_offer_tags_of_the_school(browser, path):
    assert "của họ" not in text_of(browser.get(f"/admin/documents/{path}"))


def test_the_tags_that_are_offered_are_the_most_used(at, librarian):
    picture(at, "hai", "trang ảnh của ta")
    picture(at, "hai", "trang ảnh của ta")
    assert [tag.name for tag in popular(librarian, Image)] == ["trang ảnh của ta", "hai"]
    assert [tag.name for tag in popular(librarian, Image, count=1)] == ["trang ảnh của ta"]


def test_a_word_that_another_school_has_can_be_used_as_any(browser, at, librarian):
    own = picture(at)
    own.tags.add("trang của họ")
    assert "trang của họ" in {tag.name for tag in tags_of(librarian, Tag)}
    assert Tag.objects.filter(name="trang của họ").count() == 1
