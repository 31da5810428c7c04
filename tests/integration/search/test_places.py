"""The place of a passage, said in the reader's language and not in the index's."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from cms.plugins.contract import Passage
from library_pages.catalogue.models import ResourcePage
from search.port import PassageHit
from search.results import passage_result
from tests.factories import publications

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(at):
    return publications.readable(at.shelf, "Sổ tay", "Trang đầu.")


def hit(media_type, label):
    return PassageHit(Passage(0, {"href": "doc.pdf", "type": media_type}, label, "", ""), ())


@pytest.mark.parametrize(("language", "words"), [("vi", "Trang xiv"), ("en", "Page xiv")])
def test_a_page_of_a_pdf_is_named_in_the_readers_language(page, language, words):
    with override(language):
        assert passage_result(hit("application/pdf", "xiv"), page).label == words


def test_a_chapter_keeps_the_heading_that_the_book_gives_it(page):
    with override("en"):
        assert passage_result(hit("application/xhtml+xml", "Chương 2"), page).label == "Chương 2"


def test_a_passage_of_a_type_that_is_gone_keeps_its_label():
    assert passage_result(hit("application/pdf", "Trang 3"), ResourcePage(type_slug="gone")).label == "Trang 3"
