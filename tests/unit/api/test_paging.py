"""Lists by signed cursor."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.accounts.models import School
from cms.api import paging
from cms.api.paging import Column, page_of
from cms.foundation.errors import Problem

ORDER = (Column("grade_to", descending=True), Column("name"), Column("uid"))


def read_all(order, question, limit=2):
    found, cursor = [], ""
    while True:
        page = page_of(School.objects.all(), order, question=question, cursor=cursor, limit=limit)
        found += page.rows
        if not page.next_cursor:
            return found
        cursor = page.next_cursor


def school(name, grade_to):
    return School.objects.create(name=name, slug=f"s-{School.objects.count()}", grade_to=grade_to)


@pytest.mark.django_db
def test_pages_hold_every_row_once_in_order_with_equal_values_and_mixed_directions():
    for name, grade_to in [("b", 5), ("a", 5), ("a", 9), ("a", 5), ("c", 9), ("b", 9), ("a", 1)]:
        school(name, grade_to)
    found = read_all(ORDER, {})
    assert found == sorted(School.objects.all(), key=lambda row: (-row.grade_to, row.name, row.uid))
    assert len(found) == 7


@pytest.mark.django_db
def test_a_row_that_appears_before_the_cursor_shifts_nothing():
    for name in "bdfh":
        school(name, 5)
    order = (Column("name"), Column("uid"))
    first = page_of(School.objects.all(), order, question={}, cursor="", limit=2)
    school("a", 5)
    second = page_of(School.objects.all(), order, question={}, cursor=first.next_cursor, limit=2)
    assert [row.name for row in (*first.rows, *second.rows)] == ["b", "d", "f", "h"]
    assert second.next_cursor is None


@pytest.mark.django_db
def test_a_page_costs_one_query_and_no_count(django_assert_num_queries):
    for name in "abcdef":
        school(name, 5)
    with django_assert_num_queries(1):
        page_of(School.objects.all(), ORDER, question={}, cursor="", limit=3)


@pytest.mark.django_db
def test_the_last_full_page_has_no_next_one():
    school("a", 5)
    assert page_of(School.objects.all(), ORDER, question={}, cursor="", limit=1).next_cursor is None


@settings(max_examples=30)
@given(st.integers(min_value=0), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_changed_cursor_is_refused(place, char):
    cursor = paging.write(["a", 3], {"list": "x"})
    place %= len(cursor)
    changed = cursor[:place] + char + cursor[place + 1 :]
    if changed != cursor:
        with pytest.raises(Problem) as caught:
            paging.read(changed, {"list": "x"})
        assert (caught.value.code, caught.value.status) == ("cursor-not-valid", 400)


@pytest.mark.parametrize("cursor", ["x", ":", "a:b:c", "é", "9" * 3000])
def test_what_is_no_cursor_is_refused(cursor):
    with pytest.raises(Problem):
        paging.read(cursor, {})


def test_a_cursor_belongs_to_its_question():
    cursor = paging.write(["a"], {"grade": 4})
    assert paging.read(cursor, {"grade": 4}) == ["a"]
    with pytest.raises(Problem):
        paging.read(cursor, {"grade": 5})


def test_the_same_place_has_the_same_cursor_at_any_time(clock):
    first = paging.write(["a"], {})
    clock.pass_by(days=1)
    assert paging.write(["a"], {}) == first
