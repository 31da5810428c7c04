"""Details of a type: on the item's page, in lists, results and the API, without a name of a type in any of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from cms.plugins import isolation, registry
from cms.plugins.contract import Detail, DetailKind, WebLink
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.details import details_of
from library_pages.types.ebook.models import EbookPage
from tests.factories import catalogue, publications, schools
from tests.factories.callers import Caller
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

PLATES = Detail("plates", "Plates", values=f"{__name__}.plates", kind=DetailKind.NUMBER, brief="Plates: %(value)s")
PRINTER = Detail("printer", "Printer", field="publisher", schema_org="publisher")


def plates(pages):
    return {page.pk: 1200 for page in ResourcePage.objects.filter(pk__in=[page.pk for page in pages])}


def raises(pages):
    raise RuntimeError("no plates today")


def both(pages):
    both.calls += 1
    return {page.pk: {"plates": 4, "maps": page.pk} for page in pages}


@pytest.fixture
def at(db):
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def declare(monkeypatch):
    """Lets e-books have these details."""

    def run(*details):
        declaration = replace(registry.get("ebook"), details=details)
        monkeypatch.setitem(registry._types, "ebook", declaration)

    return run


def test_a_declared_detail_is_on_the_page_in_the_lists_and_in_the_api(at, declare):
    book = publications.readable(at.shelf, "Thạch Sanh", "Chàng đốn củi.", publisher="Kim Đồng")
    declare(PLATES, PRINTER)
    pupil = english(schools.pupil(at))
    shown = text_of(pupil.get(f"/tai-lieu/{book.uid}/"))
    assert "Plates 1,200" in shown
    assert "Printer Kim Đồng" in shown
    assert "Plates: 1,200" in text_of(pupil.get(at.shelf.url))
    app = Caller(schools.pupil(at))
    found = app.get(f"items/{book.uid}").json()
    assert found["details"] == [
        {
            "name": "plates",
            "label": "Plates",
            "kind": "number",
            "schema_org": "",
            "values": [{"text": "1,200", "value": 1200}],
        },
        {
            "name": "printer",
            "label": "Printer",
            "kind": "text",
            "schema_org": "publisher",
            "values": [{"text": "Kim Đồng", "value": "Kim Đồng"}],
        },
    ]
    assert found["forms"][0]["fact"] == "Plates: 1,200"
    (listed,) = app.get("items").json()["items"]
    assert [detail["name"] for detail in listed["details"]] == ["plates"], "lists say what is brief"


@pytest.mark.parametrize(
    ("kind", "value", "texts", "data"),
    [
        (DetailKind.TEXT, "Tết", ["Tết"], ["Tết"]),
        (DetailKind.NUMBER, 0, ["0"], [0]),
        (DetailKind.NUMBER, Decimal("1234.5"), ["1.234,5"], [1234.5]),
        (DetailKind.DATE, date(2026, 11, 2), ["02-11-2026"], ["2026-11-02"]),
        (DetailKind.DURATION, timedelta(hours=3, minutes=20), ["3 giờ 20 phút"], ["P0DT03H20M00S"]),
        (DetailKind.LINK, WebLink("Bản in", "https://example.org/a"), ["Bản in"], ["https://example.org/a"]),
        (DetailKind.LIST, ("Nghé", "", "Trăng"), ["Nghé", "Trăng"], ["Nghé", "Trăng"]),
    ],
)
def test_a_value_is_said_in_the_readers_language_and_kept_as_what_it_is(
    at, declare, monkeypatch, kind, value, texts, data
):
    page = catalogue.ebook(at.shelf, "Sách")
    monkeypatch.setattr(EbookPage, "said", property(lambda _self: value), raising=False)
    declare(Detail("said", "Said", field="said", kind=kind))
    with override("vi"):
        (detail,) = details_of([page])[page.pk]
    assert [each.text for each in detail.values] == texts
    assert [each.data for each in detail.values] == data


@pytest.mark.parametrize("value", [None, "", "  ", [], ["", " "]])
def test_what_has_no_value_is_left_out(at, declare, monkeypatch, value):
    page = catalogue.ebook(at.shelf, "Sách")
    monkeypatch.setattr(EbookPage, "said", property(lambda _self: value), raising=False)
    declare(Detail("said", "Said", field="said", kind=DetailKind.LIST if isinstance(value, list) else DetailKind.TEXT))
    assert details_of([page]) == {}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "ftp://a/b"])
def test_an_address_that_is_none_of_the_web_is_no_link(at, declare, monkeypatch, url):
    page = catalogue.ebook(at.shelf, "Sách")
    monkeypatch.setattr(EbookPage, "said", property(lambda _self: WebLink("here", url)), raising=False)
    declare(Detail("said", "Said", field="said", kind=DetailKind.LINK))
    with isolation.noticing() as faults:
        assert details_of([page]) == {}
    assert [fault.field for fault in faults] == ["details"]


def test_one_that_fails_takes_neither_the_item_nor_its_other_details_down(at, declare):
    book = catalogue.ebook(at.shelf, "Sách", publisher="Kim Đồng")
    declare(replace(PLATES, values=f"{__name__}.raises"), PRINTER)
    with isolation.noticing() as faults:
        assert "Printer Kim Đồng" in text_of(english(schools.pupil(at)).get(f"/tai-lieu/{book.uid}/"))
    assert {(fault.slug, fault.field) for fault in faults} == {("ebook", "details")}
    assert isolation.recent()[0].error == "RuntimeError: no plates today"


def test_a_function_that_two_details_name_is_called_once_for_both(at, declare):
    page = catalogue.ebook(at.shelf, "Sách")
    both.calls = 0
    declare(*(replace(PLATES, name=name, values=f"{__name__}.both") for name in ("plates", "maps", "tables")))
    details = details_of([page])[page.pk]
    assert {each.declared.name: each.values[0].data for each in details} == {"plates": 4, "maps": page.pk}
    assert both.calls == 1


@pytest.mark.parametrize("brief", [True, False])
def test_a_hundred_items_cost_as_many_queries_as_one(at, declare, django_assert_num_queries, brief):
    pages = [catalogue.ebook(at.shelf, f"Sách {number}", publisher="Kim Đồng") for number in range(100)]
    rows = list(ResourcePage.objects.filter(pk__in=[page.pk for page in pages]))
    declare(PLATES, *(replace(PRINTER, name=name, brief="%(value)s") for name in ("printer", "publisher")))
    for some in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert len(details_of(some, brief=brief)) == len(some)


def test_a_draft_that_is_looked_at_shows_its_own_values(at, declare):
    page = catalogue.ebook(at.shelf, "Sách", publisher="Kim Đồng")
    page.publisher = "Trẻ"
    declare(PRINTER)
    assert [fact.values for fact in presenters.facts(page) if fact.label == "Printer"] == [(("Trẻ", ""),)]
