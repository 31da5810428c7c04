import sys

import pypdfium2
import pytest

from cms.sample import content
from cms.sample.making import handbook
from cms.sample.source_text import Paragraph


@pytest.fixture(scope="module")
def committed() -> bytes:
    return content.HANDBOOK_PDF.read_bytes()


def test_the_committed_file_says_what_the_text_says(committed):
    assert handbook.page_texts(committed) == handbook.page_texts(handbook.build())


def test_eight_pages_each_with_its_chapter(committed):
    pages = handbook.page_texts(committed)
    chapters = handbook.handbook_text().chapters
    assert len(pages) == len(chapters) == 8
    for page, chapter in zip(pages, chapters, strict=True):
        assert chapter.title in page
        last = [block for block in chapter.blocks if isinstance(block, Paragraph)][-1]
        assert last.plain.split()[-1] in page  # nothing has run out of the page


def test_the_outline_leads_to_the_pages(committed):
    document = pypdfium2.PdfDocument(committed)
    outline = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    document.close()
    assert outline == [(chapter.title, number) for number, chapter in enumerate(handbook.handbook_text().chapters)]


def test_no_text_runs_into_the_foot_of_a_page(committed):
    document = pypdfium2.PdfDocument(committed)
    for page in document:
        text = page.get_textpage()
        lines = [text.get_rect(number) for number in range(text.count_rects())]
        foot = min(bottom for _, bottom, _, _ in lines)
        above = [bottom for _, bottom, _, _ in lines if bottom > foot + 8]
        assert min(above) > foot + 14
    document.close()


def test_the_file_describes_itself(committed):
    document = pypdfium2.PdfDocument(committed)
    found = document.get_metadata_dict()
    document.close()
    assert (found["Title"], found["Author"]) == ("Sổ tay bạn đọc", "Thư viện Hoa Gạo")


def test_the_plan_is_drawn_and_not_a_picture(committed):
    document = pypdfium2.PdfDocument(committed)
    kinds = {item.type for item in document[1].get_objects()}
    document.close()
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_the_check_ends_with_zero_and_writes_nothing(committed, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["handbook", "--check"])
    assert handbook.main() == 0
    assert content.HANDBOOK_PDF.read_bytes() == committed


def test_the_file_is_small(committed):
    assert len(committed) < 100_000
