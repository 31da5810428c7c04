"""Who an event is about: the pseudonym, and the place in the school that is copied onto it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from analytics.models import ActorKey
from cms.accounts.access import leading_role
from cms.accounts.models import SchoolClass
from cms.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an event says of its person: frozen when it happens, since pupils move on."""

    school_id: int
    year_id: int | None
    class_id: int | None
    class_name: str
    grade: int | None
    role: str
    actor: UUID


@dataclass(frozen=True, slots=True)
class Person:
    """A reader of a school and the classes that she is or was in, with the first day of their years; newest first."""

    reader: Reader
    actor: UUID
    classes: tuple[tuple[date, SchoolClass], ...]

    def affiliation_on(self, day: date) -> Affiliation:
        """Of that day: in the last school year that had begun, since a tablet reports after the summer."""
        began = [each for starts, each in self.classes if starts <= day]
        years = {each.year_id for each in began[:1]}
        of_year = [each for each in began if each.year_id in years] or [each for _starts, each in self.classes]
        # Of two classes in one year it is the one that she is in now.
        here = next((each for each in of_year if each.pk == self.reader.class_id), of_year[0] if of_year else None)
        assert self.reader.school_id is not None  # noqa: S101  (as `person_of` has made sure)
        role = leading_role(self.reader)
        assert role is not None  # noqa: S101  (as above)
        return Affiliation(
            school_id=self.reader.school_id,
            year_id=here.year_id if here else None,
            class_id=here.pk if here else None,
            class_name=here.name if here else "",
            grade=here.grade if here else self.reader.grade,
            role=role.value,
            actor=self.actor,
        )


def person_of(reader: Reader) -> Person | None:
    """The person behind the reader; None for who belongs to no school, of whom nothing is counted. Two queries."""
    if reader.user_id is None or reader.school_id is None or not reader.roles:
        return None
    key, _is_new = ActorKey.objects.get_or_create(school_id=reader.school_id, user_id=reader.user_id)
    mine = Q(enrolments__membership__user=reader.user_id) | Q(pk=reader.class_id)
    rows = SchoolClass.objects.filter(mine, year__school=reader.school_id).distinct().select_related("year")
    classes = tuple((each.year.starts, each) for each in rows.order_by("-year__starts", "-pk"))
    return Person(reader, key.key, classes)
