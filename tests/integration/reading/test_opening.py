from datetime import timedelta

import pytest

from cms.accounts.enums import Role
from cms.accounts.reader import ANONYMOUS
from cms.foundation.errors import Problem
from cms.foundation.grants import verify
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.services.opening import open_resource
from library_pages.reading.services import open_package
from library_pages.text.enums import SourceKind, SourceState
from library_pages.types.ebook.models import EbookPage
from tests.factories import catalogue, schools, sources
from tests.integration.reading.conftest import source

CONTENT = "http://127.0.0.1:8000"


def open_it(reader, page):
    return open_resource(reader, catalogue.resource(page))


def package_of(publication):
    return open_package(publication, content_origin=CONTENT)


def refused(reader, page):
    with pytest.raises(Problem) as caught:
        open_it(reader, page)
    return caught.value.status, caught.value.code


def test_what_is_opened_has_addresses_below_one_token(a):
    publication = open_it(a.reader, a.page)
    opened, package = package_of(publication), publication.package
    assert publication.engine == "epub"
    assert opened.content_url == f"{CONTENT}/c/{opened.token}/{package}/"
    assert opened.engine_url == f"{CONTENT}/r/{opened.token}/{package}/epub"
    assert opened.files_url == f"{CONTENT}/r/{opened.token}/{package}/files.json"


def test_the_token_is_for_the_package_alone_and_ends(a, clock):
    opened = package_of(open_it(a.reader, a.page))
    assert verify(opened.token, scope="package", subject=str(a.page.source_id)).expires == opened.expires
    assert timedelta(hours=1, minutes=30) <= opened.expires - clock() <= timedelta(hours=2)


def test_a_publication_tells_its_reading_order(a):
    publication = open_it(a.reader, a.page)
    assert [entry["href"] for entry in publication.spine] == ["OEBPS/ch1.xhtml"]
    assert publication.toc[0]["title"] == "Chương 1"
    assert not publication.fixed_layout


def test_a_pdf_tells_its_pages(a):
    page = catalogue.ebook(a.shelf, source=source(SourceKind.PDF, page_count=96, fixed_layout=True, spine=[], toc=[]))
    publication = open_it(a.reader, page)
    assert (publication.engine, publication.pages, publication.fixed_layout) == ("pdf", 96, True)


@pytest.mark.parametrize(
    ("audience", "role", "answer"),
    [
        (Audience.PUBLIC, None, None),
        (Audience.SCHOOL, None, (404, "not-found")),
        (Audience.STAFF, None, (404, "not-found")),
        (Audience.SCHOOL, Role.PUPIL, None),
        (Audience.STAFF, Role.PUPIL, (403, "not-for-you")),
        (Audience.STAFF, Role.TEACHER, None),
    ],
)
def test_the_access_rule_is_asked_first(a, audience, role, answer):
    page = catalogue.ebook(a.shelf, audience=audience, source=source())
    reader = schools.reader(role, a.place) if role else ANONYMOUS
    if answer is None:
        assert open_it(reader, page).package == str(page.source_id)
    else:
        assert refused(reader, page) == answer


@pytest.mark.parametrize("audience", [Audience.SCHOOL, Audience.STAFF])
@pytest.mark.parametrize("role", [Role.PUPIL, Role.LIBRARIAN])
def test_another_school_is_told_nothing(a, audience, role):
    page = catalogue.ebook(a.shelf, audience=audience, source=source())
    assert refused(schools.reader(role, schools.school()), page) == (404, "not-found")


def test_a_draft_is_opened_by_nobody(a, teacher):
    assert refused(a.reader, catalogue.ebook(a.shelf, live=False, source=source())) == (404, "not-found")


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (SourceState.QUEUED, (409, "still-being-prepared")),
        (SourceState.READING, (409, "still-being-prepared")),
        (SourceState.FAILED, (409, "not-readable")),
    ],
)
def test_a_file_that_is_not_read_yet_is_said(a, state, answer):
    page = catalogue.ebook(a.shelf, source=source())
    sources.becomes(page.source, state)
    assert refused(a.reader, page) == answer


def test_a_resource_without_a_file_has_nothing_to_open(a):
    page = catalogue.ebook(a.shelf)
    EbookPage.objects.filter(pk=page.pk).update(source=None)
    assert refused(a.reader, page) == (404, "nothing-to-open")


def test_a_resource_whose_type_is_gone_has_nothing_to_open(a):
    page = catalogue.resource(a.page)
    page.type_slug = "gone"
    with pytest.raises(Problem) as caught:
        open_resource(a.reader, page)
    assert caught.value.code == "nothing-to-open"
