"""Every component shows the smallest shape that it may get, and what is in the fullest."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from cms.web import icons, shapes
from cms.web.covers.drawing import cover_for
from cms.web.looks import GONE
from tests.integration.web.conftest import text_of

ROOT = Path(__file__).parents[3]
MARK = shapes.TypeMark(slug="gone", label="Tài liệu", icon="file-text")
COVER = cover_for(GONE, "gone", "Tấm Cám", "Dân gian")
ACTION = shapes.Action("Đọc", "/doc/1/", "book")
PARTS = (shapes.Part("Trên trời có ", marked=False), shapes.Part("vầng trăng", marked=True))
ITEM = shapes.ShelfItem(uid="1", title="Tấm Cám", url="/1/", cover=COVER, mark=MARK)
EMPTY = shapes.EmptyState("Chưa có gì.")

SMALLEST = [
    ("web/item.html", shapes.ItemContext(title="Tấm Cám", cover=COVER, mark=MARK)),
    ("web/list.html", shapes.ListContext(title="Tủ sách")),
    ("web/collection.html", shapes.CollectionContext(title="Đêm trăng")),
    ("web/search.html", shapes.SearchContext(query="", title="0 nhan đề")),
    ("web/error.html", shapes.ErrorContext(status=404, title="Không có.", text="")),
    ("web/home.html", shapes.HomeContext("anonymous", "Chào,", "tìm gì?", "", "")),
    ("web/house.html", shapes.HomeContext("house", "Chào,", "tìm gì?", "", "")),
]


def drawn(template, context, **more):
    with override("en"):
        return get_template(template).render(
            {"context": context, "site": shapes.Frame(search_url="/tim/"), **more}, RequestFactory().get("/")
        )


@pytest.mark.parametrize(("template", "context"), SMALLEST, ids=lambda value: value if isinstance(value, str) else "")
def test_the_smallest_shape_is_a_whole_page(template, context):
    html = drawn(template, context)
    assert html.count("<h1") == 1
    assert html.rstrip().endswith("</html>")
    assert "None" not in text_of(html)


def search_page(**changes):
    result = shapes.SearchResult(
        uid="1",
        title="Tấm Cám",
        url="/1/",
        cover=COVER,
        mark=MARK,
        action="Đọc chỗ này",
        about="Dân gian · lớp 4",
        forms=(shapes.FormFact(MARK, "Đọc ngay", "Chú dế than", "/doc/1/"),),
        passages=(shapes.PassageResult(3, "Trang 14", "", {}, PARTS, "/doc/1/?at=x%3Ay"),),
    )
    values = tuple(shapes.FacetValue(str(n), f"Lớp {n}", n, chosen=n == 4) for n in range(1, 11))
    full = {
        "query": "vang trang",
        "title": "1 kết quả",
        "understood": mark_safe("Hiểu là <strong>vầng trăng</strong>."),
        "literal_url": "/tim/?q=vang+trang&literal=1",
        "results": (result,),
        "facets": (shapes.Facet("grade", "Lớp", values),),
        "chips": (shapes.Chip("Lớp 4", "/tim/?q=x", chosen=True), shapes.Chip("Sách", "/tim/?t=1", mark=MARK, count=3)),
        "orders": (shapes.Chip("Khớp nhất", "/tim/?s=1", chosen=True), shapes.Chip("Mới nhất", "/tim/?s=2")),
        "kept": (("q", 'vang "trang"'), ("sort", "newest")),
        "pager": shapes.Pager(2, 3, "/tim/?page=1", "/tim/?page=3"),
        "notice": shapes.Notice("Máy tìm đang nghỉ."),
        "clear_url": "/tim/?q=vang",
    }
    return drawn("web/search.html", shapes.SearchContext(**(full | changes)))


def test_results_show_passages_with_the_found_words_marked():
    html = search_page()
    assert "<mark>vầng trăng</mark>" in html
    assert 'href="/doc/1/?at=x%3Ay"' in html
    assert "Trang 14" in html
    assert "Đọc chỗ này" in html
    assert "<strong>vầng trăng</strong>" in html
    assert "Máy tìm đang nghỉ." in html


def test_facets_are_a_form_that_works_without_script_and_carries_on_what_was_asked():
    html = search_page()
    form = html[html.index('<form class="facets"') :].partition("</form>")[0]
    assert 'method="get"' in form
    assert 'name="q" value="vang &quot;trang&quot;"' in form
    assert 'name="sort" value="newest"' in form
    assert 'name="grade" value="4" checked' in form
    assert form.count('type="checkbox"') == 10
    assert "<button" in form


def test_what_was_typed_stays_in_the_field_of_the_head():
    html = drawn(
        "web/search.html",
        shapes.SearchContext(query="x", title="t"),
        site=shapes.Frame(search_url="/tim/", asked='chu "cuoi"'),
    )
    assert 'value="chu &quot;cuoi&quot;"' in html


def test_nothing_found_says_what_to_do():
    html = search_page(
        results=(),
        facets=(),
        chips=(),
        orders=(),
        pager=None,
        empty=shapes.EmptyState("Chưa thấy.", "Gõ ngắn hơn.", ACTION),
    )
    assert "Gõ ngắn hơn." in html
    assert 'class="nghe"' in html


def test_a_page_carries_the_icons_that_it_uses_and_no_others():
    html = search_page()
    used = set(re.findall(r'<use href="#i-([a-z0-9_-]+)"', html))
    assert set(re.findall(r'<symbol id="i-([a-z0-9_-]+)"', html)) == used


def test_every_icon_that_a_template_names_is_in_the_committed_set():
    names = set()
    for path in (ROOT / "cms/web/templates").rglob("*.html"):
        names |= set(re.findall(r'{%\s*icon "([a-z0-9-]+)"', path.read_text("utf-8")))
    assert names
    assert [name for name in names if not icons.known(name)] == []


def test_covers_and_drawings_have_no_words_for_those_who_listen():
    html = drawn("web/list.html", shapes.ListContext(title="Tủ sách", items=(ITEM,)))
    assert all('aria-hidden="true"' in svg or "hidden" in svg for svg in re.findall(r"<svg[^>]*>", html))


def test_ids_are_unique_in_a_page_with_many_covers():
    many = tuple(
        shapes.ShelfItem(str(n), "Tấm Cám", "/1/", cover_for(GONE, "gone", "Tấm Cám", "Dân gian"), MARK)
        for n in range(5)
    )
    html = drawn("web/list.html", shapes.ListContext(title="Tủ sách", items=many))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_an_action_that_changes_something_is_a_form_with_a_token():
    html = drawn(
        "web/error.html",
        shapes.ErrorContext(404, "x", "", actions=(shapes.Action("Xóa", "/xoa/", post=True),)),
        csrf_token="T",  # noqa: S106  (a word in a form)
    )
    assert '<form method="post" action="/xoa/">' in html
    assert 'name="csrfmiddlewaretoken"' in html
