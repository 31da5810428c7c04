"""The sample's logins, for the terminal and for the check whether they still open anything."""

from django.utils.translation import gettext as _

from cms.accounts.models import Enrolment
from cms.sample.models import Made
from cms.sample.people import CLASSES, STAFF, Person


def secrets() -> dict[str, str]:
    """Passwords and PINs as published, by user name, of the accounts that the sample has made and that still are."""
    found = {person.username: person.password for person in STAFF}
    for enrolment in _enrolments():
        found[enrolment.membership.user.username] = _pin(enrolment)
    return found


def lines() -> list[str]:
    """Logins for the terminal, one a line; empty when no sample is loaded."""
    made = set(Made.objects.values_list("name", flat=True))
    rows = [
        f"{_roles(person)}: {person.username} / {person.password}"
        for person in STAFF
        if f"staff:{person.username}" in made
    ]
    rows += [
        _("Class %(class)s, code %(code)s, number %(number)s, PIN %(pin)s (%(name)s)")
        % {
            "class": enrolment.school_class.name,
            "code": enrolment.school_class.code,
            "number": enrolment.number,
            "pin": _pin(enrolment),
            "name": enrolment.membership.user.get_full_name(),
        }
        for enrolment in _enrolments()
    ]
    return [_("Sample logins:"), *rows] if rows else []


def _roles(person: Person) -> str:
    """Librarian, Teacher: the first one is the leading one."""
    return ", ".join(str(role.label) for role in (person.role, *person.also))


def _pin(enrolment: Enrolment) -> str:
    return _PINS[enrolment.school_class.name, enrolment.number]


def _enrolments() -> list[Enrolment]:
    """The sample's pupils who still have the number in their class under which their PIN is published."""
    users = Made.objects.filter(name__startswith="pupil:").values_list("object_id", flat=True)
    rows = (
        Enrolment.objects.filter(membership__user__in=[int(pk) for pk in users])
        .select_related("school_class", "membership__user")
        .order_by("school_class__grade", "number")
    )
    return [row for row in rows if (row.school_class.name, row.number) in _PINS]


_PINS = {(listed.name, pupil.number): pupil.pin for listed in CLASSES for pupil in listed.pupils}
