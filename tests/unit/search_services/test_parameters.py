"""The results page's parameters: what makes no sense is left out, what does comes back in its links."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from search.parameters import SearchParameters, last_page
from search.port import Sort

SUBJECT = "0192f000-0000-7000-8000-000000000001"


def read(query=""):
    return SearchParameters.of(QueryDict(query))


def test_an_empty_request_asks_for_everything_by_relevance_on_the_first_page():
    assert read() == SearchParameters("", {}, Sort.RELEVANCE, 1, literal=False)


def test_all_parameters_are_read():
    found = read(f"q=chu+cuoi&type=ebook&grade=4&grade=5&subject={SUBJECT}&language=vi&sort=newest&page=3&literal=1")
    assert found.text == "chu cuoi"
    assert found.filters == {
        "type": ("ebook",),
        "grade": ("4", "5"),
        "subject": (SUBJECT,),
        "language": ("vi",),
    }
    assert (found.sort, found.page, found.literal) == (Sort.NEWEST, 3, True)


@pytest.mark.parametrize(
    "nonsense",
    [
        "type=no-such-type",
        "grade=0",
        "grade=13",
        "grade=four",
        "grade=%C2%B2",
        "subject=1",
        "subject=%27%22",
        "language=xx",
        "sort=reading",
        "sort=price",
        "page=0",
        "page=-3",
        "page=%C2%B2",
        "page=two",
        "literal=yes",
    ],
)
def test_what_makes_no_sense_is_left_out(nonsense):
    assert read(nonsense) == read()


def test_text_filters_and_depth_have_limits():
    assert len(read(f"q={'a' * 5000}").text) == 512
    assert read("page=99999999").page == 500
    assert len(read("&".join(f"grade={1 + number % 12}" for number in range(500))).filters["grade"]) == 12
    assert read("page=99999999").query(frozenset()).offset < 10_000


def test_a_value_given_twice_counts_once():
    assert read("grade=4&grade=04&grade=4").filters == {"grade": ("4",)}


def test_the_address_says_the_whole_question_again():
    text = f"q=vì+sao+%26+“núi”&type=ebook&grade=4&grade=5&subject={SUBJECT}&sort=title&literal=1&page=2"
    found = read(text)
    address = urlsplit(found.url())
    assert address.path == "/tim/"
    assert read(address.query) == found


def test_a_value_is_put_on_and_taken_off_at_the_first_page():
    found = read("q=trang&grade=4&page=7")
    both = found.with_toggled("grade", "5")
    assert both.filters == {"grade": ("4", "5")}
    assert both.page == 1
    assert both.with_toggled("grade", "4").with_toggled("grade", "5") == read("q=trang")


def test_the_facet_form_carries_on_words_and_order_but_neither_facets_nor_page():
    assert read("q=trang&sort=newest&literal=1&grade=4&page=2").kept() == (
        ("q", "trang"),
        ("sort", "newest"),
        ("literal", "1"),
    )


def test_without_filters_the_words_stay():
    assert parse_qs(urlsplit(read("q=trang&grade=4&page=2").without_filters().url()).query) == {"q": ["trang"]}


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (1_000_000, 500)])
def test_the_last_page_is_one_that_can_be_asked_for(total, pages):
    assert last_page(total) == pages
