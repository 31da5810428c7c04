"""The sample library: made, made again, and taken away without a trace."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import FileSystemStorage, storages
from wagtail.models import Page

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, School, Teaching, User
from cms.sample import logins
from cms.sample.models import Made
from cms.sample.services import load, remove
from cms.web.models import NewsPage
from cms.web.services import platform_home
from library_collections.models import ThemedCollectionPage
from library_pages.catalogue.models import Contributor, ResourcePage, Work
from library_pages.media.models import Captions, CaptionsUpload, Media, Recording
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    publications = FileSystemStorage(tmp_path / "publications")
    monkeypatch.setitem(storages._storages, "publications", publications)
    kept = (
        (SourceFile, "file"),
        (SourceFile, "cover"),
        (Media, "file"),
        (Recording, "poster"),
        (Captions, "file"),
        (CaptionsUpload, "file"),
    )
    for model, field in kept:
        monkeypatch.setattr(model._meta.get_field(field), "storage", publications)
    return publications


def rows():
    """How many rows each of our models has, those that only ever grow left out."""
    growing = {"foundation.Version", "foundation.Job", "foundation.OutboxRow", "catalogue.AdminSearchEntry"}
    return {
        model._meta.label: model._default_manager.count()
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {"cms", "library_pages", "library_collections"}
        for model in config.get_models()
        if model._meta.label not in growing
    }


@pytest.mark.django_db(transaction=True)
def test_everything_that_a_first_visit_needs_is_there():
    assert load()
    resources = ResourcePage.objects.live()
    assert sorted(resources.values_list("type_slug", flat=True)) == ["audiobook", *4 * ["ebook"], "video"]
    assert {source.state for source in SourceFile.objects.all()} == {SourceState.READY}
    assert sorted(SourceFile.objects.values_list("kind", flat=True)) == ["epub", "epub", "epub", "pdf"]
    assert all(resource.cover for resource in resources if resource.type_slug != "audiobook")
    for recording in Recording.objects.all():
        assert recording.is_playable
        assert recording.chapters.count() >= 4
        assert recording.captions.get().language == "vi"
    assert [work.resources.count() for work in Work.objects.all()] == [2]
    assert ThemedCollectionPage.objects.live().get().entries.count() == 5
    assert NewsPage.objects.live().exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_librarian_also_teaches_a_class_and_her_login_says_both_roles():
    load()
    librarian = User.objects.get(username="vu.thao")
    assert set(librarian.memberships.values_list("role", flat=True)) == {Role.LIBRARIAN, Role.TEACHER}
    assert [teaching.school_class.name for teaching in Teaching.objects.filter(membership__user=librarian)] == ["4A"]
    said = next(line for line in logins.lines() if "vu.thao" in line)
    assert said.startswith(f"{Role.LIBRARIAN.label}, {Role.TEACHER.label}: ")


def test_the_logins_of_each_role_are_said():
    load()
    said = "\n".join(logins.lines())
    for username, password in (
        ("vu.thao", "kho-vang-thu-thu"),
        ("nguyen.hanh", "kho-vang-lop-4a"),
        ("le.loc", "kho-vang-hieu-truong"),
    ):
        assert f"{username} / {password}" in said
        assert User.objects.get(username=username).check_password(password)
    pupil = Enrolment.objects.get(school_class__name="4A", number=1)
    assert pupil.school_class.code in said
    assert "748291" in said


@pytest.mark.slow
def test_a_second_load_changes_nothing():
    load()
    before, pages = rows(), list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "live"))
    assert load()
    assert rows() == before
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "live")) == pages


@pytest.mark.slow
def test_what_somebody_deleted_stays_deleted():
    load()
    ResourcePage.objects.get(slug="hanh-tinh-ke-chuyen").specific.delete()
    load()
    assert not ResourcePage.objects.filter(slug="hanh-tinh-ke-chuyen").exists()
    assert ResourcePage.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_when_it_is_taken_away(store):
    platform_home()  # belongs to every installation
    before = rows()
    load()
    assert remove() == []
    after = rows()
    assert {label: count for label, count in after.items() if count != before[label]} == {}
    assert not Made.objects.exists()
    assert not School.objects.exists()
    assert [path for path in Path(store.location).rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_what_others_built_on_stays_and_is_named():
    load()
    person = Contributor.objects.get(name="Hà Lam Khê")
    mine = ResourcePage.objects.first().get_parent()
    from library_pages.types.ebook.models import EbookPage
    from tests.factories import catalogue, schools

    other = schools.school()
    catalogue.ebook(other.shelf, "Sách của trường khác", author=person.name)
    kept = remove()
    assert any("Hà Lam Khê" in line for line in kept)
    assert EbookPage.objects.get().title == "Sách của trường khác"
    assert not Page.objects.filter(pk=mine.pk).exists()
