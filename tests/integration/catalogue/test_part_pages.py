"""What readers and editors see of parts: e-books stand in for the parts of a video here."""

import dataclasses

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.accounts.enums import Role
from cms.plugins import registry
from cms.plugins.contract import PartOf
from library_pages.catalogue import presenters
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.media.enums import RecordingKind
from library_pages.types.ebook.models import EbookPage
from library_pages.types.video.models import VideoPage
from tests.factories import publications, recordings, schools
from tests.factories.callers import Caller
from tests.factories.epubs import epub

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(db, clock):
    return schools.school()


@pytest.fixture
def part_type(monkeypatch):
    """E-books as parts of videos; again with other fields when called."""

    def declare(**fields):
        declaration = dataclasses.replace(registry.get("ebook"), part_of=PartOf("video", **fields))
        monkeypatch.setitem(registry._types, "ebook", declaration)

    declare()
    return declare


@pytest.fixture
def family(a, part_type):
    """A video with three parts, the second one for staff."""
    parent = recordings.page(
        a.shelf, "Mùa hè", played=recordings.recording(kind=RecordingKind.VIDEO), audience=Audience.PUBLIC
    )
    audiences = {"Phần một": Audience.PUBLIC, "Phần hai": Audience.STAFF, "Phần ba": Audience.PUBLIC}
    return parent, [publications.readable(parent, title, audience=each) for title, each in audiences.items()]


@pytest.fixture
def librarian(a):
    client = Client()
    client.force_login(schools.user(Role.LIBRARIAN, a))
    return client


def item(page, client=None):
    return (client or Client()).get(reverse("catalogue:item", args=[page.uid]))


def sections(response):
    return "".join(section.html for section in response.context["sections"])


def test_a_parent_lists_the_parts_that_a_reader_may_open_in_their_order(a, family):
    parent, _parts = family
    shown = sections(item(parent))
    assert shown.index("Phần một") < shown.index("Phần ba")
    assert "Phần hai" not in shown
    teacher = Client()
    teacher.force_login(schools.user(Role.TEACHER, a))
    assert "Phần hai" in sections(item(parent, teacher))


def test_a_part_leads_to_its_parent_and_its_neighbours(a, family):
    parent, (first, hidden, last) = family
    response = item(first)
    address = reverse("catalogue:item", args=[parent.uid])
    assert [(crumb.label, crumb.url) for crumb in response.context["context"].crumbs][:2] == [
        (a.shelf.title, a.shelf.url),
        ("Mùa hè", address),
    ]
    assert f'href="{reverse("catalogue:item", args=[last.uid])}" rel="next"' in sections(response)
    assert 'rel="prev"' not in sections(response)
    assert str(hidden.uid) not in response.content.decode()
    assert f'href="{reverse("catalogue:item", args=[first.uid])}" rel="prev"' in sections(item(last))


def test_the_page_of_a_parent_costs_the_same_with_many_parts(family, django_assert_max_num_queries):
    parent, _parts = family
    with django_assert_max_num_queries(60) as few:
        item(parent)
    for number in range(12):
        publications.readable(parent, f"Phần {number}", audience=Audience.PUBLIC)
    with django_assert_max_num_queries(len(few)):
        item(parent)


def test_many_parts_come_a_page_at_a_time(family, monkeypatch):
    parent, _parts = family
    monkeypatch.setattr("library_pages.catalogue.parts._PER_PAGE", 1)
    response = Client().get(reverse("catalogue:item", args=[parent.uid]), {"within": 2})
    assert "Phần ba" in sections(response)
    assert "Phần một" not in sections(response)
    assert '<ol class="contents contents--timed" start="2">' in sections(response)
    assert 'href="?within=1#within"' in sections(response)


def test_parts_stand_on_no_shelf_unless_their_type_says_so(a, family, part_type):
    home, shelf = a.home.get_url(), a.shelf.get_url()
    pupil = Client()
    pupil.force_login(schools.user(Role.PUPIL, a))
    assert "Mùa hè" in pupil.get(shelf).content.decode()
    assert "Phần một" not in pupil.get(shelf).content.decode()
    assert "Phần một" not in pupil.get(home).content.decode()
    part_type(on_shelves=True)
    assert "Phần một" in pupil.get(home).content.decode()
    assert "Phần một" not in pupil.get(shelf).content.decode()


def test_a_member_learns_nothing_of_a_part_below_a_draft(a, family):
    parent, (first, hidden, _last) = family
    pupil = Client()
    pupil.force_login(schools.user(Role.PUPIL, a))
    assert pupil.get(hidden.get_url()).status_code == 403
    parent.unpublish()
    assert item(first, pupil).status_code == 404
    assert pupil.get(first.get_url()).status_code == 404
    assert pupil.get(reverse("reading:open", args=[first.uid])).status_code == 404


def test_the_api_names_parent_and_parts(family):
    parent, (first, _hidden, last) = family
    caller = Caller(None)
    said = caller.get(f"items/{parent.uid}").json()
    assert said["parent"] is None
    assert said["parts"]["count"] == 2
    listed = Client().get(said["parts"]["url"]).json()["items"]
    assert [part["uid"] for part in listed] == [str(first.uid), str(last.uid)]
    assert {part["parent"]["title"] for part in listed} == {"Mùa hè"}
    assert Client().get(listed[0]["parent"]["url"]).json()["uid"] == str(parent.uid)
    one = Client().get(said["parts"]["url"], {"parent": parent.uid, "sort": "order", "limit": 1}).json()
    rest = {"parent": parent.uid, "sort": "order", "limit": 1, "cursor": one["next_cursor"]}
    assert Client().get(said["parts"]["url"].partition("?")[0], rest).json()["items"][0]["uid"] == str(last.uid)
    assert caller.get(f"items/{first.uid}").json()["parts"] is None


def test_the_api_says_the_audience_that_counts(a, family):
    parent, (first, *_rest) = family
    parent.audience = Audience.SCHOOL
    parent.save()
    caller = Caller(schools.user(Role.PUPIL, a))
    assert caller.get(f"items/{first.uid}").json()["audience"] == "school"


def test_wagtail_lets_parts_stand_below_their_parents_alone(part_type):
    assert EbookPage.allowed_parent_page_models() == [VideoPage]
    assert VideoPage.allowed_subpage_models() == [EbookPage]
    assert EbookPage not in ShelfPage.allowed_subpage_models()
    assert EbookPage.allowed_subpage_models() == []


def test_a_part_is_uploaded_at_its_parent(a, family, librarian):
    parent, _parts = family
    menu = librarian.get("/admin/").content.decode()
    assert reverse("kv_upload", args=["video"]) in menu
    assert reverse("kv_upload", args=["ebook"]) not in menu
    create = reverse("wagtailadmin_pages:add", args=["ebook", "ebookpage", parent.pk])
    upload = reverse("kv_upload_to", args=["ebook", parent.pk])
    assert librarian.get(create)["Location"] == upload
    form = librarian.get(upload).context["form"]
    assert [place.pk for place in form.fields["shelf"].queryset] == [parent.pk]
    assert librarian.get(reverse("kv_upload_to", args=["ebook", a.shelf.pk])).status_code in {302, 403}
    book = SimpleUploadedFile("nghe va trang.epub", epub().pack())
    sent = librarian.post(upload, {"shelf": parent.pk, "files": book})
    assert sent.status_code == 302
    assert ResourcePage.objects.order_by("pk").last().part_of_id == parent.pk


@pytest.mark.parametrize("view", ["move_confirm", "copy"])
def test_the_admin_puts_no_part_on_a_shelf(a, family, librarian, view):
    _parent, (first, *_rest) = family
    if view == "copy":
        sent = {"new_title": "x", "new_slug": "x", "new_parent_page": a.shelf.pk, "copy_subpages": True}
        librarian.post(reverse("wagtailadmin_pages:copy", args=[first.pk]), sent)
    else:
        librarian.post(reverse("wagtailadmin_pages:move_confirm", args=[first.pk, a.shelf.pk]))
    assert not ResourcePage.objects.child_of(a.shelf).filter(type_slug="ebook").exists()


def test_the_admin_copies_a_parent_with_its_parts(a, family, librarian):
    parent, _parts = family
    copy = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": a.shelf.pk, "copy_subpages": True}
    assert librarian.post(reverse("wagtailadmin_pages:copy", args=[parent.pk]), copy).status_code == 302
    copied = ResourcePage.objects.get(title="Bản sao")
    assert set(copied.parts.values_list("effective_audience", "live")) == {("", False)}


def test_a_librarian_deletes_parts_before_their_parent(a, family, librarian):
    parent, parts = family
    librarian.post(reverse("wagtailadmin_pages:delete", args=[parent.pk]))
    assert ResourcePage.objects.count() == 4
    for page in (*parts, parent):
        librarian.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not ResourcePage.objects.exists()


def test_a_part_among_other_titles_says_what_it_is_part_of(family):
    parent, (first, *_rest) = family
    assert presenters.shelf_item(first).creator == "Mùa hè"
    assert presenters.about(first, "3 chương") == "Mùa hè · 3 chương"
    assert presenters.shelf_item(parent).creator == ""
