import io

import pytest

from cms.foundation.vietnamese import syllables
from cms.foundation.vietnamese.legacy import _TCVN3, _UNICODE
from library_pages.text.epub.book import open_book
from library_pages.text.epub.extract import extract
from tests.factories.epubs import epub, old_epub, page
from tests.factories.texts import prose

TO_TCVN3 = str.maketrans(dict(zip(_UNICODE, _TCVN3, strict=True)))


def read(made):
    return extract(open_book(io.BytesIO(made.pack())))


def test_passages_come_in_reading_order_with_chapter_and_heading():
    found = read(epub([f"<h1>Mở đầu</h1><p>{prose(150)}</p>", f"<h1>Kết thúc</h1><p>{prose(150, 9)}</p>"]))
    assert [(passage.label, passage.heading) for passage in found.passages] == [
        ("Chương 1", "Mở đầu"),
        ("Chương 2", "Kết thúc"),
    ]


def test_a_long_chapter_becomes_passages_of_80_to_250_syllables():
    found = read(epub([f"<h1>Dài</h1>{''.join(f'<p>{prose(60, n)}</p>' for n in range(40))}"]))
    sizes = [syllables.count(passage.body) for passage in found.passages]
    assert len(sizes) > 10
    assert all(80 <= size <= 250 for size in sizes)


def test_a_locator_names_address_type_title_place_and_quote():
    found = read(epub([f'<h1 id="đầu">Mở đầu</h1><p>{prose(400)}</p>', f"<p>{prose(100)}</p>"]))
    first, second = found.passages[:2]
    assert first.locator == {
        "href": "OEBPS/c1.xhtml",
        "type": "application/xhtml+xml",
        "title": "Chương 1",
        "locations": {"progression": 0.0, "totalProgression": 0.0, "fragments": ["đầu"]},
        "text": {"highlight": first.body[:80].strip(), "after": first.body[80:160]},
    }
    assert 0 < second.locator["locations"]["progression"] < 1
    assert second.locator["text"]["before"]
    assert second.body.startswith(second.locator["text"]["highlight"][:40])


def test_progress_in_the_whole_never_goes_back_and_ends_below_one():
    found = read(epub([f"<p>{prose(300, n)}</p>" for n in range(6)]))
    places = [passage.locator["locations"]["totalProgression"] for passage in found.passages]
    assert places == sorted(places)
    assert 0 <= places[0] < places[-1] <= 1


def test_the_quote_is_found_in_the_text_of_the_chapter():
    parts = [" ".join(f"chữ{n * 70 + word}" for word in range(70)) for n in range(20)]
    whole = " ".join(["Một", *parts])
    found = read(epub(["<h1>Một</h1>" + "".join(f"<p>{part}</p>" for part in parts)]))
    for passage in found.passages:
        quote = passage.locator["text"]
        assert whole.count(quote.get("before", "") + quote["highlight"]) == 1


def test_a_section_named_in_the_contents_labels_its_passages():
    nav = '<li><a href="c1.xhtml">Chương</a><ol><li><a href="c1.xhtml#b">Phần b</a></li></ol></li>'
    body = f'<h1>Chương</h1><p>{prose(150)}</p><h2 id="b">Phần b</h2><p>{prose(150, 5)}</p>'
    assert [passage.label for passage in read(epub([body], nav=nav)).passages] == ["Chương", "Phần b"]


def test_a_chapter_without_an_entry_belongs_to_the_one_before():
    nav = '<li><a href="c1.xhtml">Phần một</a></li>'
    found = read(epub([f"<p>{prose(90)}</p>", f"<p>{prose(90)}</p>"], nav=nav))
    assert [passage.label for passage in found.passages] == ["Phần một", "Phần một"]


def test_without_contents_the_chapters_titles_are_the_contents():
    found = read(epub([f"<h1>Mở đầu</h1><p>{prose(90)}</p>", f"<p>{prose(90)}</p>"], nav=None))
    assert [entry["title"] for entry in found.toc] == ["Mở đầu", "Tệp c2.xhtml"]
    assert found.chapter_count == 2


def test_an_older_book_is_read_the_same():
    assert [passage.label for passage in read(old_epub()).passages] == ["Chương 1", "Chương 2"]


def test_the_table_of_contents_itself_is_not_found():
    made = epub(spine='<itemref idref="nav"/>')
    assert all("nav.xhtml" not in passage.locator["href"] for passage in read(made).passages)
    assert len(read(made).spine) == 3


def test_decomposed_text_is_stored_composed_and_its_place_still_found():
    found = read(epub([f"<p>Đa\u0309o gia\u0302\u0301u va\u0300ng. {prose(100)}</p>"]))
    assert found.passages[0].body.startswith("Đảo giấu vàng.")
    assert found.passages[0].locator["text"]["highlight"].startswith("Đảo giấu vàng.")


def test_soft_hyphens_leave_the_passage_and_stay_in_the_quote():
    found = read(epub([f"<p>Vầng tră\u00adng. {prose(100)}</p>"]))
    assert found.passages[0].body.startswith("Vầng trăng.")
    # The reader compares the quote with the page as it is.
    assert found.passages[0].locator["text"]["highlight"].startswith("Vầng tră\u00adng.")


def test_missing_parts_are_said():
    made = epub(manifest='<item id="p" href="gone.png" media-type="image/png"/>')
    assert read(made).warnings == ["missing_parts"]


def test_text_in_an_old_font_is_said_and_left_as_it_is_since_the_reader_shows_it_so():
    old = prose(300).translate(TO_TCVN3)
    found = read(epub([f"<p>{old}</p>"]))
    assert found.warnings == ["legacy_font"]
    assert found.passages[0].body[:20] == old[:20]


def test_a_drawing_in_the_reading_order_has_no_passage_and_keeps_its_place():
    made = epub(
        [f"<p>{prose(90)}</p>"],
        manifest='<item id="s" href="a.svg" media-type="image/svg+xml"/>',
        spine='<itemref idref="s"/>',
        nav='<li><a href="c1.xhtml">Một</a></li><li><a href="a.svg">Tranh</a></li>',
    ).put("OEBPS/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>chữ trong tranh</text></svg>')
    found = read(made)
    assert [entry["href"] for entry in found.spine] == ["OEBPS/c1.xhtml", "OEBPS/a.svg.xhtml"]
    assert [entry["href"] for entry in found.toc] == ["OEBPS/c1.xhtml", "OEBPS/a.svg.xhtml"]


@pytest.mark.parametrize(("linear", "expected"), [("yes", 2), ("no", 1)])
def test_sizes_of_chapters_outside_the_flow_do_not_count(linear, expected):
    made = epub(nav=None).edit("OEBPS/package.opf", '<itemref idref="c2"/>', f'<itemref idref="c2" linear="{linear}"/>')
    assert sum(entry["linear"] for entry in read(made).spine) == expected


def test_a_chapter_that_is_no_xml_has_passages_of_html():
    made = epub().put("OEBPS/c1.xhtml", f"<html><body><p>{prose(100)}<br>x</body></html>")
    assert [passage.locator["type"] for passage in read(made).passages] == ["text/html", "application/xhtml+xml"]


def test_a_fixed_book_says_so_and_counts_its_pages():
    made = epub(metadata='<meta property="rendition:layout">pre-paginated</meta>')
    assert (read(made).fixed_layout, read(made).page_count) == (True, 2)


def test_printed_pages_are_the_length_of_a_book_that_lists_them():
    nav = page(
        '<nav epub:type="toc"><ol><li><a href="c1.xhtml">Một</a></li></ol></nav>'
        '<nav epub:type="page-list"><ol><li><a href="c1.xhtml#p1">1</a></li></ol></nav>'
    )
    assert read(epub().put("OEBPS/nav.xhtml", nav)).page_count == 1


def test_progress_is_told_while_chapters_are_read():
    told = []
    open_book(io.BytesIO(epub([f"<p>{n}</p>" for n in range(10)]).pack()), told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 50


def test_a_picture_written_into_a_chapter_is_no_text_to_be_read():
    picture = f'<img alt="" src="data:image/png;base64,{"A" * 400_000}"/>'
    found = read(epub([f"<p>{prose(100)}</p>{picture}", f"<p>{prose(300)}</p>"]))
    first, second = found.spine
    assert first["size"] > 400_000
    assert 2.5 < second["weight"] / first["weight"] < 3.5
    place = next(p for p in found.passages if p.locator["href"] == second["href"]).locator["locations"]
    assert 0.2 < place["totalProgression"] < 0.3


def test_a_chapter_without_text_still_has_a_share():
    assert [entry["weight"] for entry in read(epub(["<img src='a.png' alt=''/>", "<p>a</p>"])).spine] == [1, 1]


DEAD = {
    "a file that is not there": '<li><a href="gone.xhtml">Mất</a></li>',
    "a file outside the reading order": '<li><a href="nav.xhtml">Mục lục</a></li>',
    "a picture": '<li><a href="x.png">Hình</a></li>',
    "a heading over dead entries": '<li><span>Phần</span><ol><li><a href="gone.xhtml">Mất</a></li></ol></li>',
}


@pytest.mark.parametrize("entry", DEAD)
def test_an_entry_that_leads_nowhere_is_left_out_and_said(entry):
    made = epub(
        nav=f'<li><a href="c1.xhtml">Một</a></li>{DEAD[entry]}<li><a href="c2.xhtml">Hai</a></li>',
        manifest='<item id="x" href="x.png" media-type="image/png"/>',
    ).put("OEBPS/x.png", "x")
    found = read(made)
    assert [entry["title"] for entry in found.toc] == ["Một", "Hai"]
    assert (found.warnings, found.chapter_count) == (["dead_entries"], 2)


def test_a_dead_heading_gives_its_first_childs_place():
    nav = '<li><a href="gone.xhtml">Phần</a><ol><li><a href="c2.xhtml">Hai</a></li></ol></li>'
    found = read(epub(nav=nav))
    assert [(entry["title"], entry["href"]) for entry in found.toc] == [("Phần", "OEBPS/c2.xhtml")]
    assert found.warnings == []


def test_contents_that_lead_nowhere_at_all_give_way_to_the_chapters_titles():
    assert [e["title"] for e in read(epub(nav='<li><a href="gone.xhtml">Mất</a></li>')).toc] == ["Chương 1", "Chương 2"]


@pytest.mark.parametrize(
    ("said", "body", "language"),
    [
        ("<dc:language>ar</dc:language>", "<p>x</p>", "ar"),
        ("<dc:language>sa-Latn</dc:language>", "<p>x</p>", "sa-Latn"),
        ("", f"<p>{'בראשית ברא אלהים את השמים ' * 20}</p>", "he"),
        ("", f"<p>{prose(300)}</p>", "vi"),
        ("", f"<p>{'Call me Ishmael. ' * 40}</p>", "und"),
    ],
)
def test_the_language_is_the_packages_else_that_of_the_script(said, body, language):
    made = epub([body]).edit("OEBPS/package.opf", "<dc:language>vi</dc:language>", said)
    assert read(made).metadata["language"] == language
