import io

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import safe_xml
from library_pages.text.epub.content_document import blocks_of, read_document
from library_pages.text.safe_zip import SafeZip
from tests.factories.epubs import Epub, page


def document(content):
    return read_document(SafeZip(io.BytesIO(Epub().put("a.xhtml", content).pack())), "a.xhtml")


def texts(body):
    return [block.text for block in blocks_of(document(page(body)).root)]


def test_a_block_is_a_paragraph_a_heading_an_item_or_a_cell():
    body = (
        "<h2>Đầu đề</h2><p>Một <b>hai</b> ba.</p><ul><li>Bốn</li><li>Năm</li></ul>"
        "<table><tr><td>Sáu</td><td>Bảy</td></tr></table>"
    )
    assert texts(body) == ["Đầu đề", "Một hai ba.", "Bốn", "Năm", "Sáu", "Bảy"]


def test_text_beside_blocks_is_not_lost():
    assert texts("<div>trước<p>trong</p>sau</div>cuối") == ["trước", "trong", "sau", "cuối"]


def test_a_line_break_that_was_meant_stays_and_one_of_the_source_does_not():
    assert texts("<p>Trăm năm\n  trong cõi<br/>người ta</p>") == ["Trăm năm trong cõi\nngười ta"]


@pytest.mark.parametrize(
    "silent",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<p hidden='hidden'>x</p>",
        "<div hidden=''><p>x</p></div>",
        "<iframe>x</iframe>",
        "<!-- x -->",
    ],
)
def test_what_is_never_shown_is_never_found(silent):
    assert texts(f"<p>a</p>{silent}<p>b</p>") == ["a", "b"]


def test_words_after_something_silent_in_a_paragraph_are_kept():
    assert texts("<p>một <script>x</script>hai</p>") == ["một hai"]


def test_the_nearest_id_goes_with_its_block():
    blocks = blocks_of(document(page('<h1 id="h">Một</h1><p>Hai</p><p><a id="x"/>Ba</p>')).root)
    assert [(block.text, block.ident) for block in blocks] == [("Một", "h"), ("Hai", ""), ("Ba", "x")]


def test_headings_have_their_level():
    assert [block.heading for block in blocks_of(document(page("<h1>a</h1><h3>b</h3><p>c</p>")).root)] == [1, 3, 0]


def test_a_well_made_chapter_is_served_as_it_is():
    found = document(page("<p>Một</p>"))
    assert (found.is_xml, found.rewritten) == (True, None)


def test_an_entity_of_html_is_written_out_since_browsers_know_none_in_xml():
    found = document(page("<p>a&nbsp;b&amp;c</p>"))
    assert found.is_xml
    assert found.rewritten is not None
    assert "a\u00a0b&amp;c".encode() in found.rewritten


def test_what_is_not_well_formed_is_read_and_served_as_html():
    found = document("<html><body><p>Một<br>Hai <b>đậm</p></body></html>")
    assert not found.is_xml
    assert [block.text for block in blocks_of(found.root)] == ["Một\nHai đậm"]


def test_another_encoding_is_served_in_utf_8():
    found = document('<?xml version="1.0" encoding="utf-16"?><html><body><p>Đảo</p></body></html>'.encode("utf-16"))
    assert found.rewritten is not None
    assert "Đảo".encode() in found.rewritten
    assert b"encoding" not in found.rewritten


def test_an_empty_file_is_an_empty_chapter():
    assert blocks_of(document("").root) == []


def test_an_entity_of_the_books_own_is_written_out_for_the_reader_too():
    found = document('<!DOCTYPE html [<!ENTITY tg "Tô Hoài">]><html><body><p>của &tg;&nbsp;!</p></body></html>')
    assert [block.text for block in blocks_of(found.root)] == ["của Tô Hoài\u00a0!".replace("\u00a0", " ")]
    assert found.rewritten is not None
    assert "của Tô Hoài\u00a0!".encode() in found.rewritten
    assert b"ENTITY" not in found.rewritten


def test_a_chapter_with_a_document_type_that_grows_is_refused():
    with pytest.raises(RefusedError) as refused:
        document("<!DOCTYPE html [<!ENTITY x 'y'><!ENTITY z '&x;&x;'>]><html>&z;</html>")
    assert refused.value.code == "xml-doctype"


def test_nesting_deeper_than_the_stack_is_read():
    root = safe_xml.parse_text("<a>" * 200 + "x" + "</a>" * 200)
    assert [block.text for block in blocks_of(root)] == ["x"]


def test_tens_of_thousands_of_open_tags_do_not_crash():
    found = document("<html><body>" + "<b>" * 50_000 + "chữ")
    assert not found.is_xml
    assert found.too_deep


DEEP = {
    "inline": "<p>" + "<b>" * 1_000 + "trong" + "</b>" * 1_000 + "</p><p>sau</p>",
    "never closed": "<p>trong" + "<font>" * 1_500 + "<p>sau",
    "paragraphs below": "<div>" * 700 + "<p>trong</p><p>sau</p>" + "</div>" * 700,
    "names that XML has not": "<o:p xmlns:epub='\x0b' 1=2>" + "<b>" * 400 + "trong" + "</b>" * 400 + "</o:p><hr><p>sau",
    "behind the end": "<div>" * 700 + "trong" + "</div>" * 700 + "</body></html><p>sau",
}


@pytest.mark.parametrize("name", DEEP)
def test_text_that_stands_deeper_than_a_tree_may_be_is_read_as_browsers_do(name):
    found = document(f"<html><body>{DEEP[name]}")
    assert [block.text for block in blocks_of(found.root)] == ["trong", "sau"]
    assert not found.too_deep


def test_names_in_a_chapter_whose_end_is_not_read_stay_as_they_are():
    deep = "<html><body><img src='ANH.JPG'>" + "<b>" * 50_000 + "chữ"
    archive = SafeZip(io.BytesIO(Epub().put("a.xhtml", deep).put("anh.jpg", b"x").pack()))
    found = read_document(archive, "a.xhtml")
    assert (found.too_deep, found.rewritten) == (True, None)
