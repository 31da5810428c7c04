"""Searching, suggesting and searching inside, as each reader may."""

import pytest

from library_pages.catalogue.models import ResourcePage, Subject, Work
from search import engines
from search.documents import published, put_of
from tests.factories import catalogue, publications
from tests.factories.callers import Caller


@pytest.fixture
def indexed(school, library):
    """The library with a book on the moon in three chapters, all of it in the index."""
    moon = Subject.objects.create(name="Mặt trăng")
    page = publications.readable(
        school.shelf,
        "Nghé và vầng trăng",
        "Nghé con nhìn vầng trăng trong chum nước.",
        "Sáng hôm sau trời mưa.",
        "Đêm rằm, vầng trăng lại về.",
        author="Nguyễn An",
        grade_from=4,
        grade_to=5,
    )
    page.subjects.add(moon)
    page.save()
    engines.configured().rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))
    library.moon, library.subject = page, moon
    return library


def titles(answer):
    return [hit["item"]["title"] for hit in answer.json()["items"]]


def test_what_is_typed_without_marks_is_found_with_the_place_where_it_stands(app, indexed):
    answer = app.get("search", q="nghe va vang trang")
    assert titles(answer)[0] == "Nghé và vầng trăng"
    found = answer.json()
    passage = found["items"][0]["passages"][0]
    assert passage["locator"]["href"] == "c1.xhtml"
    assert any(part["marked"] for part in passage["snippet"])
    assert found["understood"]["marked"].casefold() == "nghé và vầng trăng"
    assert found["degraded"] is False


@pytest.mark.parametrize(("who", "seen"), [("anybody", 1), ("app", 3), ("teacher", 4)])
def test_totals_and_facets_count_what_the_reader_may_open(request, indexed, who, seen):
    found = request.getfixturevalue(who).get("search", q="trang").json()
    assert (found["total"], len(found["items"])) == (seen, seen)
    types = next(facet for facet in found["facets"] if facet["name"] == "type")
    assert [(value["value"], value["count"]) for value in types["values"]] == [("ebook", seen)]


def test_a_work_stands_once_with_its_forms(app, anybody, indexed, school):
    work = Work.objects.create(name="Nghé và vầng trăng")
    heard = catalogue.ebook(school.shelf, "Nghé và vầng trăng, bản đọc", audience="public", work=work)
    ResourcePage.objects.filter(pk=indexed.moon.pk).update(work=work)
    engines.configured().rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))
    both, one = (forms_by_hit(caller.get("search", q="nghe").json(), heard) for caller in (app, anybody))
    assert both == [[str(indexed.moon.uid), str(heard.uid)]]
    assert one == [[str(heard.uid)]]


def forms_by_hit(answer, form):
    """The forms of each hit that has this form among them; no form stands in two hits."""
    hits = [[each["uid"] for each in hit["forms"]] for hit in answer["items"]]
    assert answer["total"] == len(hits)
    assert len({uid for forms in hits for uid in forms}) == sum(map(len, hits)), hits
    return [forms for forms in hits if str(form.uid) in forms]


def test_a_value_of_a_facet_is_the_value_of_its_filter(app, indexed):
    found = app.get("search", q="trang").json()
    subject = next(facet for facet in found["facets"] if facet["name"] == "subject")["values"][0]
    assert subject == {"value": str(indexed.subject.uid), "label": "Mặt trăng", "count": 1, "chosen": False}
    assert titles(app.get("search", q="trang", subject=subject["value"])) == ["Nghé và vầng trăng"]
    assert titles(app.get("search", q="trang", grade=[4])) == ["Nghé và vầng trăng"]
    assert titles(app.get("search", q="trang", grade=[9])) == []


def test_a_search_goes_on_by_cursor_and_shows_nothing_twice(app, indexed):
    seen, cursor = [], ""
    while True:
        answer = app.get("search", q="trang", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += titles(answer)
        cursor = answer.json()["next_cursor"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 3


def test_a_cursor_of_another_search_is_refused(app, indexed):
    cursor = app.get("search", q="trang", limit=1).json()["next_cursor"]
    assert app.get("search", q="nghe", limit=1, cursor=cursor).json()["code"] == "cursor-not-valid"


def test_an_index_that_is_behind_shows_nothing_that_was_closed_meanwhile(app, teacher, indexed):
    type(indexed.moon).objects.filter(pk=indexed.moon.pk).update(effective_audience="staff")
    assert "Nghé và vầng trăng" not in titles(app.get("search", q="vang trang"))
    type(indexed.moon).objects.filter(pk=indexed.moon.pk).update(live=False)
    assert "Nghé và vầng trăng" not in titles(teacher.get("search", q="vang trang"))


def test_suggestions_name_what_the_reader_may_open(app, anybody, indexed):
    found = app.get("suggestions", q="nghe").json()["items"]
    assert {"text": "Nghé và vầng trăng", "kind": "title", "item": str(indexed.moon.uid)} in found
    assert anybody.get("suggestions", q="nghe").json()["items"] == []


def test_places_inside_one_resource_come_as_they_stand_in_it(app, indexed):
    found = app.get(f"items/{indexed.moon.uid}/search", q="vang trang").json()
    assert [passage["order"] for passage in found["passages"]] == [1, 3]
    assert found["total"] == 2


def test_nothing_is_found_inside_what_is_hidden(app, anybody, indexed):
    for caller, page in ((app, indexed.staff), (anybody, indexed.moon)):
        answer = caller.get(f"items/{page.uid}/search", q="trang")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "a*",
        "title:x",
        "(a OR b",
        '"',
        '"vang trang',
        "a~2",
        "/.*/",
        "\\",
        "[1 TO 2]",
        "đ" * 200,
        "' OR 1=1--",
        "\u0000",
    ],
)
def test_no_text_is_an_operator_or_a_fault(app, indexed, text):
    assert app.get("search", q=text).status_code == 200
    assert app.get("suggestions", q=text).status_code == 200
    assert app.get(f"items/{indexed.moon.uid}/search", q=text).status_code == 200


def test_a_query_has_two_hundred_characters_at_most(app, indexed):
    for path in ("search", "suggestions", f"items/{indexed.moon.uid}/search"):
        assert app.get(path, q="a" * 201).status_code == 400


def test_a_search_costs_the_same_queries_whatever_it_finds(pupil, indexed, django_assert_num_queries):
    app = Caller(pupil.user)
    with django_assert_num_queries(7):  # token, reader; rows, contributions, subjects, lengths; names of subjects
        assert len(app.get("search", q="trang").json()["items"]) == 3
