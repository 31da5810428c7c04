"""Schools, school years and classes."""

import secrets
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction

from cms.accounts import problems
from cms.accounts.events import SchoolCreated
from cms.accounts.models import School, SchoolClass, SchoolYear
from cms.accounts.ports import on_new_school
from cms.accounts.services import lanes, throttle
from cms.foundation.events import announce
from cms.foundation.text import nfc, slugify

_CODES: Final = 10**6
_TRIES: Final = 50


@transaction.atomic
def create_school(name: str, *, slug: str = "", **fields: Any) -> School:
    """A school with all that the upper layers make for one (`ports.on_new_school`); `fields` are those of the model.

    Raises:
        ValidationError: a field is wrong.
    """
    wanted = slug or slugify(name)[:40] or "school"
    taken = set(School.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    free = next(s for s in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
    school = School(name=nfc(name).strip(), slug=free, **fields)
    school.full_clean()
    if school.grade_from > school.grade_to:
        school.grade_from, school.grade_to = school.grade_to, school.grade_from
    school.save()
    for make in on_new_school:
        make(school)
    announce(SchoolCreated(school.pk))
    return school


@transaction.atomic
def open_school_year(school: School, label: str, starts: date, ends: date) -> SchoolYear:
    """A school year; its dates are the school's own and include both ends.

    Raises:
        Problem: `school-year-without-days`, `school-years-overlap`.
    """
    if starts >= ends:
        raise problems.year_without_days()
    School.objects.select_for_update().get(pk=school.pk)  # two at once could overlap unseen
    if SchoolYear.objects.filter(school=school, starts__lte=ends, ends__gte=starts).exists():
        raise problems.years_overlap()
    return SchoolYear.objects.create(school=school, label=nfc(label), starts=starts, ends=ends)


def create_class(year: SchoolYear, name: str, grade: int) -> SchoolClass:
    """A class with a fresh code.

    Raises:
        Problem: `grade-not-taught`.
        IntegrityError: the year has a class of this name.
    """
    school = year.school
    if not school.grade_from <= grade <= school.grade_to:
        raise problems.grade_not_taught(school.grade_from, school.grade_to)
    with transaction.atomic():
        return SchoolClass.objects.create(year=year, name=nfc(name).strip(), grade=grade, code=_free_code())


@transaction.atomic
def renew_class_code(school_class: SchoolClass) -> str:
    """Give a class another code, at the latest each term; the old one names nobody from now on.

    Who knew only the old one can go on trying nowhere, so what was tried is forgotten.
    """
    school_class.code = _free_code()
    school_class.save(update_fields=["code"])
    throttle.forget(lanes.pupil_prefix(school_class.pk))
    return school_class.code


def _free_code() -> str:
    # A province of 50,000 classes fills a twentieth of the codes, so a few draws always find a free one.
    for _ in range(_TRIES):
        code = f"{secrets.randbelow(_CODES):06d}"
        if not SchoolClass.objects.filter(code=code).exists():
            return code
    raise IntegrityError("No class code is free.")
