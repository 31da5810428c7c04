import io

import pytest

from library_pages.text.epub.metadata import read_metadata
from library_pages.text.epub.opf import read_package
from library_pages.text.safe_zip import SafeZip
from tests.factories.epubs import epub


def said(metadata, title="Sách", **options):
    made = epub(metadata=metadata, title=title, **options)
    return read_metadata(read_package(SafeZip(io.BytesIO(made.pack()))), "")


def test_title_and_subtitle_are_told_apart():
    found = said(
        '<dc:title id="s">Truyện phiêu lưu</dc:title><meta refines="#s" property="title-type">subtitle</meta>',
        title="Mây",
    )
    assert (found["title"], found["subtitle"]) == ("Mây", "Truyện phiêu lưu")


def test_roles_are_read_from_refinements_of_epub_3_and_attributes_of_epub_2():
    found = said(
        '<dc:creator id="a">Hà Lam Khê</dc:creator><meta refines="#a" property="role" scheme="marc:relators">aut</meta>'
        '<dc:contributor opf:role="trl">Trần An</dc:contributor><dc:contributor>Ai đó</dc:contributor>'
        '<dc:contributor opf:role="bkp">calibre</dc:contributor>'
        '<meta property="media:narrator">Vũ Thảo</meta>'
    )
    assert found["contributors"] == [
        {"name": "Hà Lam Khê", "role": "aut"},
        {"name": "Trần An", "role": "trl"},
        {"name": "Ai đó", "role": "ctb"},
        {"name": "Vũ Thảo", "role": "nrt"},
    ]


def test_a_person_named_twice_stands_once():
    assert said("<dc:creator>An</dc:creator><dc:creator>An</dc:creator>")["contributors"] == [
        {"name": "An", "role": "aut"}
    ]


@pytest.mark.parametrize(
    ("identifier", "isbn"),
    [
        ("urn:isbn:9780306406157", "9780306406157"),
        ("978-0-306-40615-7", "978-0-306-40615-7"),
        ("ISBN 0-306-40615-2", "0-306-40615-2"),
        ("0306406152", None),
        ("urn:uuid:9780306406157", None),
    ],
)
def test_an_isbn_is_told_from_other_numbers(identifier, isbn):
    assert said(f"<dc:identifier>{identifier}</dc:identifier>").get("isbn") == isbn


def test_an_isbn_is_known_by_its_scheme():
    assert said('<dc:identifier opf:scheme="ISBN">0306406152</dc:identifier>')["isbn"] == "0306406152"


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ("<dc:date>2019-05-04</dc:date>", 2019),
        ('<dc:date opf:event="modification">2024</dc:date><dc:date opf:event="publication">1998</dc:date>', 1998),
        ("<dc:date>khoảng năm 1820</dc:date>", 1820),
        ("<dc:date>không rõ</dc:date>", None),
        ("", None),
    ],
)
def test_the_year_is_that_of_publication(dates, year):
    assert said(dates).get("year") == year


def test_a_summary_in_html_becomes_text():
    found = said(
        "<dc:description>&lt;p&gt;Một &lt;b&gt;chú&lt;/b&gt; nghé.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;"
        "</dc:description>"
    )
    assert "<" not in found["summary"]
    assert "chú nghé." in found["summary"]


def test_text_is_composed_and_free_of_invisible_signs():
    assert (
        said("<dc:publisher>Nha\u0300 xua\u0302\u0301t\u00ad ba\u0309n\u200b</dc:publisher>")["publisher"]
        == "Nhà xuất bản"
    )


def test_what_is_not_said_is_left_out():
    assert set(said("", title="Sách")) == {"title", "language", "identifiers"}


def test_accessibility_statements_are_kept():
    found = said(
        '<meta property="schema:accessMode">textual</meta>'
        '<meta name="schema:accessibilityFeature" content="alternativeText"/>'
        '<meta property="schema:accessibilitySummary">Đủ cho máy đọc.</meta>'
    )
    assert found["accessibility"] == {
        "modes": ["textual"],
        "features": ["alternativeText"],
        "summary": "Đủ cho máy đọc.",
    }


def test_the_direction_of_pages_is_kept_and_nonsense_is_not():
    assert said("", spine_attributes=' page-progression-direction="rtl"')["direction"] == "rtl"
    assert "direction" not in said("", spine_attributes=' page-progression-direction="up"')


def test_a_list_without_end_is_cut():
    assert (
        len(
            said("<dc:subject>a</dc:subject>" + "".join(f"<dc:subject>s{n}</dc:subject>" for n in range(200)))[
                "subjects"
            ]
        )
        == 50
    )
