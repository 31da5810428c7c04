"""Schools, school years and classes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.accounts import services
from cms.accounts.events import SchoolCreated
from cms.accounts.models import School, SchoolClass, SchoolYear
from cms.accounts.ports import on_new_school
from cms.accounts.selectors import class_by_code, current_classes, only_school
from cms.foundation.errors import Problem
from cms.foundation.events import listens_to
from tests.factories import schools

pytestmark = pytest.mark.django_db

heard: list[SchoolCreated] = []


@listens_to(SchoolCreated)
def hears(event):
    heard.append(event)


@pytest.fixture
def school():
    schools.platform()
    return services.create_school("Trường Tiểu học Hoa Phượng", grade_from=1, grade_to=5)


def code_of(call, *args):
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def test_upper_layers_furnish_a_new_school_before_it_is_there():
    schools.platform()
    furnished = []

    def furnish(school):
        furnished.append((school.name, transaction.get_connection().in_atomic_block))

    on_new_school(furnish)
    try:
        services.create_school("Trường A")
    finally:
        on_new_school.remove(furnish)
    assert furnished == [("Trường A", True)]


def test_a_new_school_is_announced_after_the_commit(django_capture_on_commit_callbacks):
    schools.platform()
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        made = services.create_school("Trường A")
        assert heard == []
    assert heard == [SchoolCreated(made.pk)]


def test_a_school_that_an_upper_layer_cannot_furnish_does_not_come_to_be():
    schools.platform()

    def fails(school):
        raise RuntimeError

    on_new_school(fails)
    try:
        with pytest.raises(RuntimeError):
            services.create_school("Trường A")
    finally:
        on_new_school.remove(fails)
    assert not School.objects.exists()


def test_schools_of_one_name_get_slugs_of_their_own(school):
    assert school.slug == "truong-tieu-hoc-hoa-phuong"
    assert services.create_school(school.name).slug == f"{school.slug}-2"
    assert services.create_school(school.name).slug == f"{school.slug}-3"


def test_names_are_kept_in_normal_form():
    schools.platform()
    assert services.create_school(" Trươ\u0300ng Đo\u0302ng ").name == "Trường Đông"


def test_a_grade_that_does_not_exist_is_refused():
    schools.platform()
    with pytest.raises(ValidationError):
        services.create_school("Trường A", grade_to=13)


def test_grades_the_wrong_way_round_are_turned():
    schools.platform()
    made = services.create_school("Trường A", grade_from=9, grade_to=6)
    assert (made.grade_from, made.grade_to) == (6, 9)


def test_school_years_do_not_overlap_even_by_a_day(school):
    services.open_school_year(school, "2026–2027", date(2026, 9, 5), date(2027, 5, 31))
    assert (
        code_of(services.open_school_year, school, "x", date(2027, 5, 31), date(2028, 5, 31)) == "school-years-overlap"
    )
    services.open_school_year(school, "2027–2028", date(2027, 6, 1), date(2028, 5, 31))


def test_two_schools_may_have_the_same_year(school):
    other = services.create_school("Trường B")
    for each in (school, other):
        services.open_school_year(each, "2026–2027", date(2026, 9, 5), date(2027, 5, 31))


@pytest.mark.parametrize("ends", [date(2026, 9, 5), date(2026, 9, 4)])
def test_a_year_has_days(school, ends):
    assert code_of(services.open_school_year, school, "x", date(2026, 9, 5), ends) == "school-year-without-days"


def test_before_the_first_year_begins_its_classes_can_sign_in(school, clock):
    year = services.open_school_year(school, "2027–2028", date(2027, 9, 5), date(2028, 5, 31))
    school_class = services.create_class(year, "4A", 4)
    assert class_by_code(school_class.code) == school_class


@pytest.fixture
def year(school):
    return services.open_school_year(school, "2026–2027", date(2026, 9, 5), date(2027, 5, 31))


def test_classes_have_codes_of_six_digits_that_differ(year):
    codes = {services.create_class(year, f"{n}A", 4).code for n in range(30)}
    assert len(codes) == 30
    assert all(code.isdigit() and len(code) == 6 for code in codes)


@pytest.mark.parametrize("grade", [0, 6, 12])
def test_a_class_has_a_grade_that_the_school_teaches(year, grade):
    assert code_of(services.create_class, year, "A", grade) == "grade-not-taught"


def test_two_classes_of_a_year_do_not_share_a_name(year):
    services.create_class(year, "4A", 4)
    with pytest.raises(IntegrityError):
        services.create_class(year, " 4A ", 4)


def test_a_renewed_code_names_the_class_and_the_old_one_nobody(year):
    school_class = services.create_class(year, "4A", 4)
    old = school_class.code
    new = services.renew_class_code(school_class)
    assert class_by_code(new) == school_class
    assert class_by_code(old) is None


def test_current_classes_are_those_of_each_schools_own_year(year, clock):
    other = services.create_school("Trường B")
    late = services.open_school_year(other, "2025–2026", date(2025, 9, 5), date(2026, 5, 31))
    here, there = services.create_class(year, "4A", 4), services.create_class(late, "4A", 4)
    assert set(current_classes()) == {here, there}
    assert SchoolYear.objects.count() == 2
    assert SchoolClass.objects.count() == 2


def test_the_only_school_is_none_as_soon_as_there_are_two(school):
    assert only_school() == school
    services.create_school("Trường B")
    assert only_school() is None
