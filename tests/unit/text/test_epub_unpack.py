import io

import pytest

from library_pages.text import media_types, safe_xml
from library_pages.text.epub import unpack
from library_pages.text.epub.book import open_book
from tests.factories.epubs import epub, page

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


def opened(made):
    return open_book(io.BytesIO(made.pack()))


def files(made):
    return {file.path: (file.media_type, b"".join(file.chunks)) for file in unpack.files_of(opened(made))}


def test_a_package_holds_the_book_at_its_own_addresses():
    assert set(files(epub())) == {
        "META-INF/container.xml",
        "OEBPS/c1.xhtml",
        "OEBPS/c2.xhtml",
        "OEBPS/nav.xhtml",
        "OEBPS/package.opf",
    }


@pytest.mark.parametrize(
    "name", ["OEBPS/evil.js", "OEBPS/setup.exe", "OEBPS/.htaccess", "files.json", "types.json", "OEBPS/x.php"]
)
def test_programs_and_our_own_names_stay_in_the_upload(name):
    assert name not in files(epub().put(name, "x"))


def test_the_manifest_says_what_a_file_is_unless_it_is_not_in_the_map():
    made = epub(
        manifest='<item id="s" href="style" media-type="text/css"/><item id="x" href="x.css" media-type="a/b"/>'
    )
    found = files(made.put("OEBPS/style", "p{}").put("OEBPS/x.css", "p{}"))
    assert found["OEBPS/style"][0] == "text/css"
    assert found["OEBPS/x.css"][0] == "text/css"


def test_a_bare_picture_in_the_reading_order_gets_a_page_around_it():
    made = epub(
        manifest='<item id="s" href="plate 1.svg" media-type="image/svg+xml"/>', spine='<itemref idref="s"/>'
    ).put("OEBPS/plate 1.svg", SVG)
    found = files(made)
    kind, wrapper = found["OEBPS/plate 1.svg.xhtml"]
    assert kind == media_types.XHTML
    assert b'src="plate%201.svg"' in wrapper
    assert found["OEBPS/plate 1.svg"] == (media_types.SVG, SVG.encode())
    package = safe_xml.parse(found["OEBPS/package.opf"][1])
    hrefs = {item.get("id"): (item.get("href"), item.get("media-type")) for item in package.iter("{*}item")}
    assert hrefs["s"] == ("plate%201.svg.xhtml", media_types.XHTML)
    assert hrefs["s-picture"] == ("plate 1.svg", media_types.SVG)


def test_a_page_around_a_picture_takes_no_name_that_is_there():
    made = epub(manifest='<item id="s" href="a.svg" media-type="image/svg+xml"/>', spine='<itemref idref="s"/>')
    found = files(made.put("OEBPS/a.svg", SVG).put("OEBPS/a.svg.xhtml", page("mine")))
    assert b"mine" in found["OEBPS/a.svg.xhtml"][1]
    assert "OEBPS/a.svg_.xhtml" in found


def test_fixed_pages_are_left_as_they_are():
    made = epub(
        metadata='<meta property="rendition:layout">pre-paginated</meta>',
        manifest='<item id="s" href="a.svg" media-type="image/svg+xml"/>',
        spine='<itemref idref="s"/>',
    ).put("OEBPS/a.svg", SVG)
    assert not opened(made).reflowable
    assert "OEBPS/a.svg.xhtml" not in files(made)


@pytest.mark.parametrize(
    ("meta", "fixed"),
    [
        ('<meta property="rendition:layout">pre-paginated</meta>', True),
        ('<meta property="rendition:layout">reflowable</meta>', False),
        ('<meta property="rendition:layout" refines="#c1">pre-paginated</meta>', False),
        ('<meta name="fixed-layout" content="true"/>', True),
        ("", False),
    ],
)
def test_the_layout_is_that_of_the_whole_book(meta, fixed):
    assert opened(epub(metadata=meta)).reflowable is not fixed


def test_a_chapter_that_is_no_xml_is_served_as_html_and_the_package_says_so():
    made = epub().put("OEBPS/c2.xhtml", "<html><body><p>Một<br>Hai</body></html>")
    found = files(made)
    assert found["OEBPS/c2.xhtml"][0] == media_types.HTML
    items = {item.get("id"): item for item in safe_xml.parse(found["OEBPS/package.opf"][1]).iter("{*}item")}
    assert items["c2"].get("media-type") == media_types.HTML
