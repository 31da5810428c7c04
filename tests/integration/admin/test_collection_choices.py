"""Which resources a curator may put into a collection."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.accounts.enums import Role
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from tests.factories import catalogue, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def curating():
    """A librarian's browser, her empty collection, and what saves it with these resources."""
    at = schools.school()
    client = Client()
    client.force_login(schools.user(Role.LIBRARIAN, at))
    index = at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập"))
    themed = index.add_child(instance=ThemedCollectionPage(title="Đêm trăng"))

    def put_in(*resources):
        data = {
            "title": themed.title,
            "slug": themed.slug,
            "intro": "",
            "entries": inline_formset([{"resource": each.pk, "note": ""} for each in resources]),
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
        return client.post(reverse("wagtailadmin_pages:edit", args=[themed.pk]), nested_form_data(data))

    return at, themed, put_in


def in_draft(themed):
    return [entry.resource.title for entry in themed.get_latest_revision_as_object().entries.all()]


def test_a_curator_puts_resources_of_her_school_into_a_collection_in_her_order(curating):
    at, themed, put_in = curating
    first, second = catalogue.ebook(at.shelf, "Chú Cuội"), catalogue.ebook(at.shelf, "Thạch Sanh")
    assert put_in(second, first).status_code == 302
    themed.refresh_from_db()
    assert in_draft(themed) == ["Thạch Sanh", "Chú Cuội"]


def test_a_resource_of_another_school_is_refused_whatever_the_browser_sends(curating):
    _at, themed, put_in = curating
    foreign = catalogue.ebook(schools.school().shelf, "Sách trường khác")
    answer = put_in(foreign)
    assert answer.status_code == 200
    assert themed.revisions.count() == 0
    assert "Sách trường khác" not in answer.content.decode()
