"""A reader as she may see herself."""

from uuid import UUID

from ninja import Schema

from cms.accounts.access import ranked
from cms.accounts.models import School, SchoolClass, User
from cms.accounts.reader import Reader
from cms.accounts.services import must_change_pin


class SchoolOut(Schema):
    """A school by its lasting id."""

    uid: UUID
    name: str


class ClassOut(Schema):
    """A class: its name as on the door, and its grade."""

    name: str
    grade: int


class RoleOut(Schema):
    """A role: its lasting name, and the word for it."""

    slug: str
    label: str


class Me(Schema):
    """The signed-in reader.

    `roles` holds all that she has in her school, the highest first; `must_change_pin`: somebody else has seen her PIN.
    """

    uid: UUID
    name: str
    short_name: str
    roles: list[RoleOut]
    school: SchoolOut | None
    school_class: ClassOut | None
    must_change_pin: bool


def me_of(user: User, reader: Reader) -> Me:
    """The shape of a user who is this reader; at most three queries."""
    school = School.objects.filter(pk=reader.school_id).first() if reader.school_id else None
    school_class = SchoolClass.objects.filter(pk=reader.class_id).first() if reader.class_id else None
    return Me(
        uid=user.uid,
        name=user.get_full_name() or user.username,
        short_name=user.get_short_name(),
        roles=[RoleOut(slug=role.value, label=str(role.label)) for role in ranked(reader.roles)],
        school=SchoolOut(uid=school.uid, name=school.name) if school else None,
        school_class=ClassOut(name=school_class.name, grade=school_class.grade) if school_class else None,
        must_change_pin=must_change_pin(user),
    )
