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

    send.client = client
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
    assert "được gỡ" in " ".join(form_of(answer).non_field_errors())
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


def form_of(answer):
    return answer.context["form"]


def sent_again(write, answer):
    """Saves what the form came back with."""
    data = form_of(answer).data
    return write(
        *((data[f"body-{number}-type"], data[f"body-{number}-value"]) for number in range(int(data["body-count"])))
    )


def contentstate(*entities):
    """A text with one word under each entity, as the editor sends it."""
    ranges = [{"key": number, "offset": 0, "length": 3} for number in range(len(entities))]
    block = {
        "key": "a",
        "text": "đọc ở đây",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    return json.dumps({"blocks": [block], "entityMap": {str(key): entity for key, entity in enumerate(entities)}})


def test_a_link_leads_to_pages_of_the_school_only(write, page, at, elsewhere):
    own, foreign = catalogue.ebook(at.shelf, "Chú Cuội"), catalogue.ebook(elsewhere.shelf, "Bí mật")
    answer = write(("text", linked(own)), ("text", linked(foreign)))
    assert answer.status_code == 200
    assert "được gỡ" in " ".join(form_of(answer).non_field_errors())
    assert foreign.title not in answer.content.decode()
    assert sent_again(write, answer).status_code == 302
    first, second = (block.value.source for block in written(page))
    assert f'id="{own.pk}"' in first
    assert "đọc ở đây" in second
    assert "linktype" not in second


GONE = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": 987654}}


@pytest.mark.parametrize(
    "text",
    [
        contentstate(GONE),
        contentstate({**GONE, "data": {"id": 987654, "url": "/da-xoa/"}}),
        contentstate({**GONE, "data": {"id": "x"}}),
        contentstate({**GONE, "data": {}}),
        contentstate({**GONE, "data": {"url": None}}),
        contentstate({**GONE, "data": None}),
        contentstate({**GONE, "type": "DOCUMENT", "data": {"id": 1}}),
        contentstate({**GONE, "type": "IMAGE", "data": {"id": 1, "format": "left", "alt": ""}}),
        contentstate({**GONE, "type": "EMBED", "data": {"url": "https://example.org/"}}),
        contentstate(None),
        contentstate(GONE).replace('"entityMap": {"0"', '"entityMap": {"7"'),
    ],
)
@pytest.mark.parametrize("operator", [False, True])
def test_what_is_taken_out_of_a_body_is_said_and_the_rest_is_kept(write, page, at, text, operator):
    write.client.force_login(
        schools.user(is_superuser=True, is_staff=True) if operator else schools.user(Role.LIBRARIAN, at)
    )
    answer = write(("heading", "Tin mới"), ("text", text))
    assert answer.status_code == 200
    assert len(form_of(answer).non_field_errors()) == 1
    assert page.revisions.count() == 0
    assert sent_again(write, answer).status_code == 302
    heading, body = written(page)
    assert heading.value == "Tin mới"
    assert "đọc ở đây" in body.value.source
    assert "<a" not in body.value.source


def test_links_to_addresses_outside_stay_without_a_word(write, page):
    out = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://vi.wikipedia.org/"}}
    assert write(("text", contentstate(out))).status_code == 302
    assert "https://vi.wikipedia.org/" in written(page)[0].value.source


def test_a_link_that_stands_there_already_stays(write, page, elsewhere):
    given = catalogue.ebook(elsewhere.shelf, "Bí mật")
    page.body = json.dumps([{"type": "text", "value": f'<p><a linktype="page" id="{given.pk}">đọc</a></p>'}])
    page.save_revision()
    assert write(("text", linked(given))).status_code == 302
    assert f'id="{given.pk}"' in written(page)[0].value.source
