"""The one access rule (ADR 0002).

A resource carries one token, made of its audience and its school. A reader holds a set of tokens, made of her roles and
her school. She may open what carries a token that she holds. The same definition answers for one resource
(`can_open`), for a queryset (`visible`) and for a search engine (`tokens_held`). It fails closed: an unknown audience,
role or reader yields nothing.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Q, QuerySet

from cms.accounts.enums import Role
from cms.accounts.reader import Reader
from library_pages.catalogue.enums import Audience

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet

# Roles that may see what is meant for teachers and staff.
STAFF_ROLES = frozenset({Role.TEACHER, Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR})
_MEMBER_ROLES = STAFF_ROLES | {Role.PUPIL, Role.BOARD}


@dataclass(frozen=True, slots=True)
class Grant:
    """One audience of one school; `school_id` None means the shared catalogue, and for PUBLIC any school."""

    audience: Audience
    school_id: int | None = None

    @property
    def token(self) -> str:
        """The grant as a word for an index."""
        if self.audience == Audience.PUBLIC:
            return "public"
        return f"{self.audience}:{self.school_id or 'shared'}"

    @property
    def rows(self) -> Q:
        """The grant as a condition on resources."""
        if self.audience == Audience.PUBLIC:
            return Q(audience=Audience.PUBLIC)
        return Q(audience=self.audience, school_id=self.school_id)


def grants_of(reader: Reader) -> tuple[Grant, ...]:
    """All that a reader may see; a reader without a known role sees what is public."""
    grants = [Grant(Audience.PUBLIC)]
    if reader.school_id is not None and reader.roles & _MEMBER_ROLES:
        grants += [Grant(Audience.SCHOOL, reader.school_id), Grant(Audience.SCHOOL)]
        if reader.roles & STAFF_ROLES:
            grants += [Grant(Audience.STAFF, reader.school_id), Grant(Audience.STAFF)]
    return tuple(grants)


def tokens_held(reader: Reader) -> frozenset[str]:
    """The reader's side of the rule, for a search engine."""
    return frozenset(grant.token for grant in grants_of(reader))


def token_of(resource: "ResourcePage") -> str:
    """The resource's side of the rule; a token that nobody holds when its audience is unknown."""
    try:
        audience = Audience(resource.audience)
    except ValueError:
        return "nobody"
    return Grant(audience, resource.school_id).token


def visible(resources: "QuerySet[ResourcePage]", reader: Reader) -> "ResourcePageQuerySet":
    """The rows that this reader may see: published, and carrying a token that she holds."""
    rule = Q(pk__in=[])
    for grant in grants_of(reader):
        rule |= grant.rows
    return cast("ResourcePageQuerySet", resources.filter(rule, live=True))


def can_open(reader: Reader, resource: "ResourcePage") -> bool:
    """Whether this reader may open this resource; says the same as `visible`."""
    return bool(resource.live) and token_of(resource) in tokens_held(reader)
