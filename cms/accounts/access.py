"""Who may give roles, and who looks after which class."""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from cms.accounts.enums import Role, TeachingKind
from cms.accounts.models import Membership, SchoolClass, Teaching
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
_OVER_ALL_CLASSES: Final = frozenset({Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR})


def ranked(roles: Iterable[Role]) -> list[Role]:
    """The highest first; those of one rank always in the same order."""
    return sorted(roles, key=lambda role: (RANK[role], role.value), reverse=True)


def leading_role(reader: Reader) -> Role | None:
    """The highest of the reader's roles, for where one has to stand for all; None for who has none."""
    return next(iter(ranked(reader.roles)), None)


def can_grant(reader: Reader, role: Role, school_id: int | None) -> bool:
    """Whether the reader may give or take this role: only below her own rank, only in her own school.

    The province's own people are made by the operator alone.
    """
    own = leading_role(reader)
    if own is None or RANK[own] < _LOWEST_GRANTER or RANK[role] >= RANK[own]:
        return False
    return own is Role.PROVINCE or (school_id is not None and school_id == reader.school_id)


def grantable(reader: Reader) -> list[Role]:
    """The roles that the reader may give and take in her own school, those of pupils left out; the highest first."""
    return [role for role in ranked(Role) if role is not Role.PUPIL and can_grant(reader, role, reader.school_id)]


def looks_after_all_classes(reader: Reader) -> bool:
    """Whether the reader looks after every class of her school, and says which teacher has which."""
    return bool(reader.roles & _OVER_ALL_CLASSES) and reader.school_id is not None


def teaches(reader: Reader) -> bool:
    """Whether the reader can have classes at all."""
    return Role.TEACHER in reader.roles or looks_after_all_classes(reader)


def looked_after(reader: Reader) -> QuerySet[SchoolClass]:
    """The classes of this year in which the reader may renew PINs: those that she teaches, or all of her school."""
    return _classes(reader, *TeachingKind)


def led(reader: Reader) -> QuerySet[SchoolClass]:
    """Those of them whose number the reader may change: as their class teacher, or all of her school."""
    return _classes(reader, TeachingKind.CLASS)


def _classes(reader: Reader, *kinds: TeachingKind) -> QuerySet[SchoolClass]:
    classes = current_classes().filter(year__school=reader.school_id)
    if looks_after_all_classes(reader):
        return classes
    if Role.TEACHER not in reader.roles:
        return classes.none()
    ties = Teaching.objects.filter(membership__in=Membership.objects.active(), membership__user=reader.user_id)
    return classes.filter(pk__in=ties.filter(kind__in=kinds).values("school_class"))
