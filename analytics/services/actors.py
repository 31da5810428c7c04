"""Who an event is about: the pseudonym, and the place in the school that is copied onto it."""

from dataclasses import dataclass
from uuid import UUID

from analytics.models import ActorKey
from cms.accounts.models import SchoolClass
from cms.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """What an event says of its person: frozen when it happens, since pupils move on."""

    school_id: int
    year_id: int | None
    class_id: int | None
    grade: int | None
    role: str
    actor: UUID


def place_of(reader: Reader) -> Place | None:
    """The reader's place; None for who belongs to no school, of whom nothing is counted."""
    if reader.user_id is None or reader.school_id is None or reader.role is None:
        return None
    key, _is_new = ActorKey.objects.get_or_create(school_id=reader.school_id, user_id=reader.user_id)
    year = SchoolClass.objects.filter(pk=reader.class_id).values_list("year", flat=True) if reader.class_id else ()
    return Place(
        school_id=reader.school_id,
        year_id=next(iter(year), None),
        class_id=reader.class_id,
        grade=reader.grade,
        role=reader.role.value,
        actor=key.key,
    )
