import io

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.epub.navigation import count_leaves, count_printed_pages, read_toc
from library_pages.text.epub.opf import read_package
from library_pages.text.safe_zip import SafeZip
from tests.factories.epubs import epub, old_epub, page

NESTED = (
    '<li><a href="c1.xhtml">Phần <b>một</b></a><ol><li><a href="c1.xhtml#a">Mục&nbsp;a</a></li>'
    '<li><span>Không dẫn đi đâu</span><ol><li><a href="c2.xhtml#b">Mục b</a></li></ol></li></ol></li>'
)


def toc(made):
    archive = SafeZip(io.BytesIO(made.pack()))
    return read_toc(archive, read_package(archive))


def test_the_navigation_document_gives_the_contents():
    assert toc(epub()) == [
        {"title": "Chương 1", "href": "OEBPS/c1.xhtml", "children": []},
        {"title": "Chương 2", "href": "OEBPS/c2.xhtml", "children": []},
    ]


def test_nesting_is_kept_and_a_heading_without_a_place_takes_its_first_childs():
    assert toc(epub(nav=NESTED)) == [
        {
            "title": "Phần một",
            "href": "OEBPS/c1.xhtml",
            "children": [
                {"title": "Mục a", "href": "OEBPS/c1.xhtml#a", "children": []},
                {
                    "title": "Không dẫn đi đâu",
                    "href": "OEBPS/c2.xhtml#b",
                    "children": [{"title": "Mục b", "href": "OEBPS/c2.xhtml#b", "children": []}],
                },
            ],
        }
    ]


def test_an_older_book_has_its_contents_in_the_ncx():
    assert [entry["title"] for entry in toc(old_epub())] == ["Chương 1", "Chương 2"]


def test_the_navigation_document_wins_over_the_ncx():
    made = epub(ncx="<navPoint><navLabel><text>Cũ</text></navLabel><content src='c1.xhtml'/></navPoint>")
    assert [entry["title"] for entry in toc(made)] == ["Chương 1", "Chương 2"]


def test_an_empty_navigation_document_gives_way_to_the_ncx():
    made = epub(ncx="").put("OEBPS/nav.xhtml", page('<nav epub:type="toc"><ol/></nav>'))
    assert [entry["title"] for entry in toc(made)] == ["Chương 1", "Chương 2"]


def test_an_unreadable_ncx_is_no_reason_to_refuse_the_book():
    assert toc(old_epub().put("OEBPS/toc.ncx", "<ncx><navMap>")) == []


def test_a_hostile_ncx_is():
    with pytest.raises(RefusedError):
        toc(old_epub().put("OEBPS/toc.ncx", "<!DOCTYPE ncx [<!ENTITY b SYSTEM 'c'>]><ncx/>"))


def test_the_contents_are_found_by_role_and_without_a_namespace_too():
    entries = '<ol><li><a href="c1.xhtml">Một</a></li></ol>'
    for nav in (f'<nav role="doc-toc">{entries}</nav>', f'<nav epub:type="landmarks toc">{entries}</nav>'):
        assert len(toc(epub().put("OEBPS/nav.xhtml", page(nav)))) == 1


def test_a_picture_in_an_entry_lends_its_alternative_text():
    assert toc(epub(nav='<li><a href="c1.xhtml"><img src="a.png" alt="Bìa"/></a></li>'))[0]["title"] == "Bìa"


def test_an_entry_that_leads_out_of_the_book_is_left_out():
    assert toc(epub(nav='<li><a href="https://example.com">Xa</a></li><li><a href="c1.xhtml">Gần</a></li>')) == [
        {"title": "Gần", "href": "OEBPS/c1.xhtml", "children": []}
    ]


def test_contents_without_end_are_cut():
    deep = "<li><a href='c1.xhtml'>x</a><ol>" * 40 + "</ol></li>" * 40
    depth, level = 0, toc(epub(nav=deep))
    while level:
        depth, level = depth + 1, level[0]["children"]
    assert depth == 12
    assert len(toc(epub(nav="<li><a href='c1.xhtml'>x</a></li>" * 6000))) == 5000


def test_chapters_are_entries_without_entries_of_their_own():
    assert count_leaves(toc(epub(nav=NESTED))) == 2


def test_printed_pages_are_counted_where_the_book_lists_them():
    entries = '<li><a href="c1.xhtml#p1">1</a></li><li><a href="c1.xhtml#p2">2</a></li>'
    pages = f'<nav epub:type="page-list"><ol>{entries}</ol></nav>'
    made = epub()
    made.put("OEBPS/nav.xhtml", page(f'<nav epub:type="toc"><ol><li><a href="c1.xhtml">Một</a></li></ol></nav>{pages}'))
    archive = SafeZip(io.BytesIO(made.pack()))
    assert count_printed_pages(archive, read_package(archive)) == 2


@pytest.mark.parametrize(
    "entries",
    [
        '<li><p><a href="c1.xhtml">Một</a></p></li><li><p><a href="c2.xhtml">Hai</a></p></li>',
        '<li><div><p>… <a href="c1.xhtml">Một</a></p></div></li><li><b><a href="c2.xhtml">Hai</a></b></li>',
        '<li><span>1.</span> <a href="c1.xhtml">Một</a></li><li><a href="c2.xhtml">Hai</a> <span>12</span></li>',
        '<li><p><a href="c1.xhtml">Một</a></p><ol><li><p><a href="c2.xhtml">Hai</a></p></li></ol></li>',
        '<li>Một<ul><li><a href="c2.xhtml">Hai</a></li></ul></li>',
    ],
)
def test_links_are_found_wherever_they_stand_in_their_entries(entries):
    def titles(level):
        return [title for entry in level for title in (entry["title"], *titles(entry["children"]))]

    assert titles(toc(epub(nav=entries))) == ["Một", "Hai"]


def test_contents_in_a_list_of_points_are_contents():
    nav = page('<nav epub:type="toc"><h1>Mục lục</h1><ul><li><p><a href="c1.xhtml">Một</a></p></li></ul></nav>')
    assert [entry["title"] for entry in toc(epub().put("OEBPS/nav.xhtml", nav))] == ["Một"]
