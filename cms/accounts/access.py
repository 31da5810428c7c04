"""Who may give roles, and who looks after which class."""

from typing import Final

from django.db.models import QuerySet

from cms.accounts.enums import Role
from cms.accounts.models import SchoolClass
from cms.accounts.reader import Reader
from cms.accounts.selectors import current_classes

RANK: Final[dict[Role, int]] = {
    Role.PUPIL: 0,
    Role.TEACHER: 1,
    Role.BOARD: 1,
    Role.LIBRARIAN: 2,
    Role.PRINCIPAL: 3,
    Role.ADMINISTRATOR: 4,
    Role.PROVINCE: 5,
}
_LOWEST_GRANTER: Final = RANK[Role.LIBRARIAN]


def can_grant(reader: Reader, role: Role, school_id: int | None) -> bool:
    """Whether the reader may give or take this role: only below her own rank, only in her own school.

    The province's own people are made by the operator alone.
    """
    if reader.role is None or RANK[reader.role] < _LOWEST_GRANTER or RANK[role] >= RANK[reader.role]:
        return False
    return reader.role is Role.PROVINCE or (school_id is not None and school_id == reader.school_id)


def looks_after_all_classes(reader: Reader) -> bool:
    """Whether the reader looks after every class of her school, and says which teacher has which."""
    return reader.role in {Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR} and reader.school_id is not None


def teaches(reader: Reader) -> bool:
    """Whether the reader can have classes at all."""
    return reader.role is Role.TEACHER or looks_after_all_classes(reader)


def looked_after(reader: Reader) -> QuerySet[SchoolClass]:
    """The classes of this school year in which the reader may renew PINs: a teacher's own, or all of her school."""
    classes = current_classes().filter(year__school=reader.school_id)
    if looks_after_all_classes(reader):
        return classes
    if reader.role is Role.TEACHER:
        return classes.filter(teachers__user=reader.user_id, teachers__is_active=True).distinct()
    return classes.none()
