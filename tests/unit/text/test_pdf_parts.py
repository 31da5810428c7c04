import pytest

from cms.foundation.vietnamese.legacy import Encoding
from library_pages.text.pdf import metadata, outline
from library_pages.text.pdf.lines import joined_lines
from tests.factories.texts import prose

UNICODE = Encoding.UNICODE


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("Một\r\nhai  ba\n", "Một hai ba"),
        ("vầng tră\u00ad\r\nng", "vầng trăng"),
        ("vầng tră\ufffe\r\nng", "vầng trăng"),
        ("vầng tră\x02ng", "vầng trăng"),
        ("a\x00b\x0cc", "a b c"),
        ("Tr\u00adêng", "Tr\u00adêng"),  # inside a line it may be a letter of TCVN3
        ("", ""),
    ],
)
def test_lines_become_running_text(page, text):
    assert joined_lines(page) == text


def bookmark(depth, title, page):
    return {"depth": depth, "title": title, "page": page}


def test_bookmarks_become_contents():
    found = outline.tree([bookmark(0, "Một", 0), bookmark(1, "Một a", 2), bookmark(0, "Hai", 5)], UNICODE)
    assert found == [
        {
            "title": "Một",
            "href": "doc.pdf#page=1",
            "children": [{"title": "Một a", "href": "doc.pdf#page=3", "children": []}],
        },
        {"title": "Hai", "href": "doc.pdf#page=6", "children": []},
    ]


def test_a_bookmark_without_a_page_takes_its_first_childs():
    found = outline.tree([bookmark(0, "Phần", None), bookmark(1, "Bài", 3)], UNICODE)
    assert found[0]["href"] == "doc.pdf#page=4"


def test_one_that_leads_nowhere_is_left_out_and_its_children_are_not():
    assert outline.tree([bookmark(0, "", None), bookmark(1, "Bài", 3), bookmark(0, "Rỗng", None)], UNICODE) == [
        {"title": "Bài", "href": "doc.pdf#page=4", "children": []}
    ]


def test_a_level_that_is_skipped_does_not_break_the_tree():
    assert len(outline.tree([bookmark(3, "Sâu", 0), bookmark(0, "Nông", 1)], UNICODE)) == 2


def test_bookmarks_in_an_old_font_are_converted():
    assert outline.tree([bookmark(0, "Tr\u00adêng §¹i häc", 0)], Encoding.TCVN3)[0]["title"] == "Trường Đại học"


def test_the_first_bookmark_of_a_page_is_its_title():
    rows = [bookmark(0, "Một", 0), bookmark(1, "Một a", 0), bookmark(0, "", 1)]
    assert outline.titles_by_page(rows, UNICODE) == {1: "Một"}


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Đảo giấu vàng", True),
        ("Microsoft Word - bao cao.doc", False),
        ("untitled", False),
        ("Document1", False),
        ("sach_giao_khoa.indd", False),
        ("", False),
    ],
)
def test_a_title_that_a_program_made_up_is_none(title, kept):
    assert ("title" in metadata.read_metadata({"Title": title}, [], UNICODE)) is kept


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Nguyễn Du", ["Nguyễn Du"]),
        ("Nguyễn An; Trần Bình", ["Nguyễn An", "Trần Bình"]),
        ("Nguyễn An và Trần Bình", ["Nguyễn An", "Trần Bình"]),
        ("Nguyễn An, Trần Bình", ["Nguyễn An", "Trần Bình"]),
        ("Melville, Herman", ["Melville, Herman"]),
        ("Administrator", []),
    ],
)
def test_people_are_told_apart(author, people):
    found = metadata.read_metadata({"Author": author}, [], UNICODE).get("contributors", [])
    assert [person["name"] for person in found] == people


def test_an_isbn_is_found_on_the_first_pages_and_the_last():
    pages = ["bìa", "ISBN: 978-0-306-40615-7 In tại Hà Nội"]
    assert metadata.read_metadata({}, pages, UNICODE)["isbn"] == "978-0-306-40615-7"
    assert "isbn" not in metadata.read_metadata({}, ["x"] * 9 + [pages[1]] + ["x"] * 9, UNICODE)


def test_the_language_is_known_when_the_text_is_vietnamese():
    assert metadata.read_metadata({}, [prose(200)], UNICODE)["language"] == "vi"
    assert metadata.read_metadata({}, ["Hello world. " * 50], UNICODE)["language"] == "und"
    assert "language" not in metadata.read_metadata({}, ["Hello world."], UNICODE)


def test_date_and_keywords_are_read():
    info = {"CreationDate": "D:20260901120000+07'00'", "Keywords": "thư viện; sách, đọc"}
    found = metadata.read_metadata(info, [], UNICODE)
    assert found["date"] == "2026-09-01"
    assert found["subjects"] == ["thư viện", "sách", "đọc"]


def test_what_an_old_font_says_of_the_document_is_converted():
    assert metadata.read_metadata({"Title": "Tr\u00adêng §¹i häc"}, [], Encoding.TCVN3)["title"] == "Trường Đại học"
