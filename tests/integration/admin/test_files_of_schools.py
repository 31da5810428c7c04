"""Documents and pictures of a school: who opens them, asked as everybody."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms.accounts.enums import Role
from cms.accounts.services import add_member, end_membership
from cms.web.blocks import FEATURES
from tests.factories import people, schools

# Wagtail leaves the spool of a rendition to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

_OPENS = {Role.LIBRARIAN: True, Role.ADMINISTRATOR: True}


@pytest.fixture
def at():
    return schools.school()


@pytest.fixture
def addresses(at):
    """Of a document, of a picture and of a rendition of it."""
    collection = Collection.objects.get(name=at.school.name)
    document = Document.objects.create(
        title="Danh sách", file=SimpleUploadedFile("ds.txt", b"Nguyen Van A"), collection=collection
    )
    image = Image.objects.create(title="Ảnh", file=get_test_image_file(), collection=collection)
    return document.url, image.file.url, image.get_rendition("width-20").url


def opened(browser, address):
    answer = browser.get(address)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE])
@pytest.mark.parametrize("own", [True, False])
def test_a_file_opens_for_who_works_with_the_schools_files(at, addresses, role, own):
    school = at if own else schools.school()
    user = people.enrolled(school).user if role is Role.PUPIL else people.staff(role=role, at=school)
    opens = own and _OPENS.get(role, False)
    for address in addresses:
        assert (opened(signed_in(user), address)[0] == 200) is opens, address


def test_nobody_opens_a_file_without_signing_in(addresses):
    assert [Client().get(address).status_code for address in addresses] == [302] * 3


def test_somebody_who_has_left_opens_nothing(at, addresses):
    user = schools.user()
    membership = add_member(user, at.school, Role.LIBRARIAN)
    assert opened(signed_in(user), addresses[0])[0] == 200
    end_membership(membership)
    assert signed_in(user).get(addresses[0]).status_code == 403


def test_a_document_is_known_by_its_name_too_and_kept_by_nobody(at, addresses):
    librarian = signed_in(schools.user(Role.LIBRARIAN, at))
    document = Document.objects.get()
    assert librarian.get(f"/documents/{document.pk}/another.txt").status_code == 404
    answer = librarian.get(addresses[0])
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"".join(answer.streaming_content) == b"Nguyen Van A"


def test_no_page_can_hold_a_document():
    assert "document-link" not in FEATURES
