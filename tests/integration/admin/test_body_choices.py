"""Which pictures and pages may stand in the body of a page: those that its writer works with."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.accounts.enums import Role
from cms.web.models import NewsPage, PlainPage
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from tests.factories import catalogue, schools

pytestmark = pytest.mark.django_db


def picture(at, title="Ảnh trường khác"):
    collection = Collection.objects.get(name=at.school.name)
    return Image.objects.create(title=title, file=get_test_image_file(), collection=collection)


@pytest.fixture
def at():
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def elsewhere():
    return schools.school("Trường khác")


@pytest.fixture(params=["news", "plain", "collection"])
def page(request, at):
    """One of each type that has a body."""
    if request.param == "collection":
        index = at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập"))
        return index.add_child(instance=ThemedCollectionPage(title="Đêm trăng"))
    return at.home.add_child(instance={"news": NewsPage, "plain": PlainPage}[request.param](title="Giờ mở cửa"))


@pytest.fixture
def write(at, page):
    """Publishes the page with these blocks, as a librarian of its school."""
    client = Client()
    client.force_login(schools.user(Role.LIBRARIAN, at))

    def send(*blocks):
        data = {
            "title": page.title,
            "slug": page.slug,
            "intro": "",
            "day": "2026-11-20",
            "body": streamfield(blocks),
            "entries": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data))

    return send


def written(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object().body


def linked(target):
    return rich_text(f'<p><a linktype="page" id="{target.pk}">đọc ở đây</a></p>')


def test_a_picture_of_the_school_stands_in_it(write, page, at):
    own = picture(at)
    assert write(("picture", str(own.pk))).status_code == 302
    assert [block.value for block in written(page)] == [own]


def test_a_picture_of_another_school_is_refused_whatever_the_browser_sends(write, page, elsewhere):
    foreign = picture(elsewhere)
    answer = write(("heading", "Tin"), ("picture", str(foreign.pk)))
    assert answer.status_code == 200
    assert page.revisions.count() == 0
    assert foreign.title not in answer.content.decode()


@pytest.mark.parametrize("sent", ["x", "-1", "9" * 40, "1 OR 1=1"])
def test_what_is_no_picture_is_refused_in_the_same_way(write, page, sent):
    assert write(("picture", sent)).status_code == 200
    assert page.revisions.count() == 0


def test_a_picture_that_stands_there_already_stays(write, page, elsewhere):
    given = picture(elsewhere)
    page.body = [("picture", given)]
    page.save_revision()
    assert write(("picture", str(given.pk))).status_code == 302
    assert [block.value for block in written(page)] == [given]


def test_a_link_leads_to_pages_of_the_school_only(write, page, at, elsewhere):
    own, foreign = catalogue.ebook(at.shelf, "Chú Cuội"), catalogue.ebook(elsewhere.shelf, "Bí mật")
    assert write(("text", linked(own)), ("text", linked(foreign))).status_code == 302
    first, second = (block.value.source for block in written(page))
    assert f'id="{own.pk}"' in first
    assert "đọc ở đây" in second
    assert "linktype" not in second


def test_a_link_that_stands_there_already_stays(write, page, elsewhere):
    given = catalogue.ebook(elsewhere.shelf, "Bí mật")
    page.body = json.dumps([{"type": "text", "value": f'<p><a linktype="page" id="{given.pk}">đọc</a></p>'}])
    page.save_revision()
    assert write(("text", linked(given))).status_code == 302
    assert f'id="{given.pk}"' in written(page)[0].value.source
