"""The school's people: staff, the year, classes and pupils."""

from datetime import date
from typing import Final

from django.db import transaction

from cms.accounts.enums import Role, TeachingKind
from cms.accounts.models import School, SchoolClass, SchoolYear, User
from cms.accounts.selectors import teachers_of
from cms.accounts.services import add_member, create_class, create_staff, enrol_pupil, open_school_year, set_pin
from cms.foundation import clock
from cms.sample.people import CLASSES, STAFF, Class, Person, Pupil
from cms.sample.services.crowd import enrol_crowd
from cms.sample.services.memory import GoneError, is_remembered, once, remember

_AUGUST: Final = 8


def enrol_everybody(school: School) -> User:
    """All people; the librarian, in whose name books are entered.

    Raises:
        GoneError: the librarian was deleted by hand.
    """
    people = {person.role: _staff(person, school) for person in STAFF}
    year = once("year", lambda: _school_year(school))
    for school_class in CLASSES:
        _class_list(school_class, year)
    enrol_crowd(year)
    librarian = people[Role.LIBRARIAN]
    if librarian is None:
        raise GoneError("librarian")
    return librarian


def _staff(person: Person, school: School) -> User | None:
    def make() -> User:
        user = create_staff(
            person.username,
            person.password,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            is_superuser=person.is_superuser,
            is_sample=True,
        )
        for role in (person.role, *person.also):
            add_member(user, school, role)
        return user

    try:
        return once(f"staff:{person.username}", make)
    except GoneError:
        return None


def _school_year(school: School) -> SchoolYear:
    today = clock.today()
    first = today.year if today.month >= _AUGUST else today.year - 1
    return open_school_year(school, f"{first}–{first + 1}", date(first, 8, 15), date(first + 1, 7, 31))


def _class_list(listed: Class, year: SchoolYear) -> None:
    try:
        school_class = once(f"class:{listed.name}", lambda: _class(listed, year))
    except GoneError:
        return
    for pupil in listed.pupils:
        name = f"pupil:{listed.name}:{pupil.number}"
        if not is_remembered(name):
            with transaction.atomic():
                remember(name, _pupil(pupil, school_class))


def _class(listed: Class, year: SchoolYear) -> SchoolClass:
    made = create_class(year, listed.name, listed.grade)
    for username, kind, subjects in (
        (listed.teacher, TeachingKind.CLASS, ""),
        *((username, TeachingKind.SUBJECT, subjects) for username, subjects in listed.subject_teachers),
    ):
        tie = {"kind": kind, "subjects": subjects}
        made.teachers.add(*teachers_of(year.school).filter(user__username=username), through_defaults=tie)
    return made


def _pupil(pupil: Pupil, school_class: SchoolClass) -> User:
    enrolment, _pin = enrol_pupil(
        school_class, pupil.number, pupil.first_name, pupil.last_name, pin=pupil.pin, is_sample=True
    )
    user = enrolment.membership.user
    # Everybody may know this PIN; were it to be changed at the first visit, the second visitor would stand outside.
    set_pin(user, pupil.pin)
    return user
