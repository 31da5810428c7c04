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
class AccessToken:
    """One audience of one school; `school_id` None means the shared catalogue, and for PUBLIC any school."""

    audience: Audience
    school_id: int | None = None

    @property
    def text(self) -> str:
        """The token as an index keeps it."""
        if self.audience == Audience.PUBLIC:
            return "public"
        return f"{self.audience}:{self.school_id or 'shared'}"

    @property
    def condition(self) -> Q:
        """The token as a condition on resources."""
        if self.audience == Audience.PUBLIC:
            return Q(audience=Audience.PUBLIC)
        return Q(audience=self.audience, school_id=self.school_id)


def access_tokens_of(reader: Reader) -> tuple[AccessToken, ...]:
    """All that a reader may see; a reader without a known role sees what is public."""
    tokens = [AccessToken(Audience.PUBLIC)]
    if reader.school_id is not None and reader.roles & _MEMBER_ROLES:
        tokens += [AccessToken(Audience.SCHOOL, reader.school_id), AccessToken(Audience.SCHOOL)]
        if reader.roles & STAFF_ROLES:
            tokens += [AccessToken(Audience.STAFF, reader.school_id), AccessToken(Audience.STAFF)]
    return tuple(tokens)


def tokens_held(reader: Reader) -> frozenset[str]:
    """The reader's side of the rule, for a search engine."""
    return frozenset(token.text for token in access_tokens_of(reader))


def token_of(resource: "ResourcePage") -> str:
    """The resource's side of the rule; a token that nobody holds when its audience is unknown."""
    try:
        audience = Audience(resource.audience)
    except ValueError:
        return "nobody"
    return AccessToken(audience, resource.school_id).text


def visible(resources: "QuerySet[ResourcePage]", reader: Reader) -> "ResourcePageQuerySet":
    """The rows that this reader may see: published, and carrying a token that she holds."""
    rule = Q(pk__in=[])
    for token in access_tokens_of(reader):
        rule |= token.condition
    return cast("ResourcePageQuerySet", resources.filter(rule, live=True))


def can_open(reader: Reader, resource: "ResourcePage") -> bool:
    """Whether this reader may open this resource; says the same as `visible`."""
    return bool(resource.live) and token_of(resource) in tokens_held(reader)
