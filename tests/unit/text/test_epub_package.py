import io

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds, safe_xml
from library_pages.text.epub import unpack
from library_pages.text.epub.book import open_book
from library_pages.text.epub.opf import read_package
from library_pages.text.epub.paths import encoded, resolve
from library_pages.text.safe_zip import SafeZip
from tests.factories.epubs import CONTAINER, epub


def package(made):
    return read_package(SafeZip(io.BytesIO(made.pack())))


def refusal(made):
    with pytest.raises(RefusedError) as refused:
        package(made)
    return refused.value.code


def test_the_reading_order_is_that_of_the_spine():
    made = epub().edit(
        "OEBPS/package.opf", '<itemref idref="c1"/><itemref idref="c2"/>', '<itemref idref="c2"/><itemref idref="c1"/>'
    )
    assert [item.item.path for item in package(made).spine] == ["OEBPS/c2.xhtml", "OEBPS/c1.xhtml"]


def test_a_chapter_outside_the_main_flow_is_marked():
    made = epub().edit("OEBPS/package.opf", '<itemref idref="c2"/>', '<itemref idref="c2" linear="no"/>')
    assert [item.linear for item in package(made).spine] == [True, False]


def test_what_is_listed_and_not_there_is_noted_and_left_out():
    made = epub(
        manifest='<item id="c9" href="c9.xhtml" media-type="application/xhtml+xml"/>', spine='<itemref idref="c9"/>'
    )
    found = package(made)
    assert found.missing == ["OEBPS/c9.xhtml"]
    assert len(found.spine) == 2


def test_a_chapter_named_twice_is_read_once():
    assert len(package(epub(spine='<itemref idref="c1"/>')).spine) == 2


def test_a_part_on_the_net_is_no_part():
    made = epub(manifest='<item id="far" href="https://example.com/a.mp3" media-type="audio/mpeg"/>')
    assert "far" not in package(made).items


def test_of_a_foreign_format_its_fallback_is_read():
    made = epub(
        manifest='<item id="x" href="x.xyz" media-type="application/x-strange" fallback="c2"/>',
        spine='<itemref idref="x"/>',
    ).put("OEBPS/x.xyz", "?")
    made.edit("OEBPS/package.opf", '<itemref idref="c2"/>', "")
    assert [item.item.path for item in package(made).spine] == ["OEBPS/c1.xhtml", "OEBPS/c2.xhtml"]


def test_fallbacks_in_a_circle_end():
    made = epub(manifest='<item id="x" href="x.xyz" media-type="a/b" fallback="x"/>', spine='<itemref idref="x"/>').put(
        "OEBPS/x.xyz", "?"
    )
    assert len(package(made).spine) == 2


def test_names_with_spaces_and_marks_are_found_percent_encoded_or_not():
    made = epub(
        manifest='<item id="d" href="ch%C6%B0%C6%A1ng%20m%E1%BB%99t.xhtml" media-type="application/xhtml+xml"/>',
        spine='<itemref idref="d"/>',
    ).put("OEBPS/chương một.xhtml", epub().parts["OEBPS/c1.xhtml"])
    assert package(made).spine[-1].item.path == "OEBPS/chương một.xhtml"


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("META-INF/container.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><container/>", "xml-doctype"),
        ("OEBPS/package.opf", "<html/>", "epub-no-package"),
        ("OEBPS/package.opf", "<package", "xml-malformed"),
        ("OEBPS/package.opf", "<package><manifest/><spine/></package>", "epub-no-spine"),
        ("OEBPS/package.opf", "<!DOCTYPE package [<!ENTITY % a 'b'>]><package/>", "xml-doctype"),
    ],
)
def test_a_book_without_its_skeleton_is_refused(part, content, code):
    assert refusal(epub().put(part, content)) == code


@pytest.mark.parametrize("container", [None, "<container/>", "<html", CONTAINER.replace("package.opf", "Package.OPF")])
def test_a_book_whose_container_does_not_help_is_found_by_its_one_package(container):
    made = epub()
    del made.parts["META-INF/container.xml"]
    if container is not None:
        made.put("META-INF/container.xml", container)
    assert len(package(made).spine) == 2


def test_of_two_packages_without_a_container_none_is_taken():
    made = epub().put("other.opf", "<package/>").put("META-INF/container.xml", "<container/>")
    assert refusal(made) == "epub-no-package"


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("Text/Chap3.XHTML", "text/chap3.xhtml"),
        ("text\\chap3.xhtml", "text/chap3.xhtml"),
        ("chap%203.xhtml", "chap%203.xhtml"),
        ("CHƯƠNG.xhtml", "chu\u031bo\u031bng.xhtml"),
        ("ch%C6%AF%C6%A1ng.xhtml", "chương.xhtml"),
    ],
)
def test_a_chapter_is_found_though_its_name_is_spelled_differently(href, name):
    made = epub(
        manifest=f'<item id="d" href="{href}" media-type="application/xhtml+xml"/>', spine='<itemref idref="d"/>'
    )
    book = open_book(io.BytesIO(made.put(f"OEBPS/{name}", epub().parts["OEBPS/c1.xhtml"]).pack()))
    assert len(book.spine) == 3
    # The reader asks for what the served package document says, letter by letter.
    served = {file.path: b"".join(file.chunks) for file in unpack.files_of(book)}
    item = next(i for i in safe_xml.parse(served["OEBPS/package.opf"]).iter("{*}item") if i.get("id") == "d")
    assert resolve("OEBPS/package.opf", item.get("href"))[0] == book.spine[-1].path in served


def test_one_file_under_a_thousand_names_is_read_once():
    items = "".join(f'<item id="d{n}" href="c1.xhtml" media-type="application/xhtml+xml"/>' for n in range(1000))
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(1000))
    assert len(package(epub(manifest=items, spine=spine)).spine) == 2


def test_a_small_file_that_becomes_a_big_book_is_refused_before_all_of_it_is_read():
    made = epub([f"<p>{'chữ ' * 150_000}</p>"] * 30).pack()
    told = []
    with pytest.raises(RefusedError) as refused:
        open_book(io.BytesIO(made), told.append)
    assert len(made) < 100_000
    assert refused.value.code == "too-much-text"
    assert len(told) < 10


@pytest.mark.parametrize(("bound", "most"), [("BLOCKS", 100), ("DOCUMENT_BYTES", 20_000)])
def test_a_book_of_more_paragraphs_or_markup_than_any_is_refused(monkeypatch, bound, most):
    made = epub(["<p><b><i>a</i></b></p>" * 30] * 40).pack()
    assert open_book(io.BytesIO(made)).spine
    monkeypatch.setattr(bounds, bound, most)
    with pytest.raises(RefusedError) as refused:
        open_book(io.BytesIO(made))
    assert refused.value.code == "too-much-text"


def test_a_chapter_bigger_than_any_chapter_is_refused():
    big = "<p>" + "".join(f"Câu {n} " for n in range(2_500_000)) + "</p>"
    with pytest.raises(RefusedError) as refused:
        open_book(io.BytesIO(epub([big]).pack()))
    assert refused.value.code == "part-too-big"


@pytest.mark.parametrize(
    ("base", "href", "found"),
    [
        ("OEBPS/a.xhtml", "b.xhtml", ("OEBPS/b.xhtml", "")),
        ("OEBPS/text/a.xhtml", "../b.xhtml#x", ("OEBPS/b.xhtml", "x")),
        ("OEBPS/a.xhtml", "#n%C6%A1i", ("OEBPS/a.xhtml", "nơi")),
        ("OEBPS/a.xhtml", "b.xhtml?x=1#y", ("OEBPS/b.xhtml", "y")),
        ("a.xhtml", "b%20c.xhtml", ("b c.xhtml", "")),
        ("OEBPS/a.xhtml", "Chu\u031bo\u031bng.xhtml", ("OEBPS/Chương.xhtml", "")),
        ("OEBPS/a.xhtml", "Text\\b.xhtml", ("OEBPS/Text/b.xhtml", "")),
        ("OEBPS/a.xhtml", "../../etc/passwd", None),
        ("OEBPS/a.xhtml", "..\\..\\etc\\passwd", None),
        ("OEBPS/a.xhtml", "%2Fetc%2Fpasswd", None),
        ("OEBPS/a.xhtml", "/etc/passwd", None),
        ("OEBPS/a.xhtml", "https://example.com/", None),
        ("OEBPS/a.xhtml", "//example.com/x", None),
        ("OEBPS/a.xhtml", "javascript:alert(1)", None),
        ("OEBPS/a.xhtml", "b%00c", None),
    ],
)
def test_a_reference_leads_to_a_name_in_the_archive_or_nowhere(base, href, found):
    assert resolve(base, href) == found


def test_an_address_is_encoded_part_by_part_as_browsers_do():
    assert encoded("OEBPS/chương 1 (a).xhtml", "mục 2") == "OEBPS/ch%C6%B0%C6%A1ng%201%20(a).xhtml#m%E1%BB%A5c%202"
