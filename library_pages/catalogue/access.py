"""The one access rule (ADR 0002).

A resource carries one token, made of its effective audience and its school. A reader holds a set of tokens, made of her
roles and her school. She may open what carries a token that she holds. The same definition answers for one resource
(`can_open`), for a queryset (`visible`) and for a search engine (`tokens_held`). It fails closed: an unknown audience,
role or reader yields nothing.

The effective audience of a part is never wider than its parent's (ADR 0038). It is stored with the part, so that no
query and no index has to know the tree.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from django.db.models import Q, QuerySet

from cms.accounts.enums import Role
from cms.accounts.reader import Reader
from library_pages.catalogue.enums import Audience

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet

# Roles that may see what is meant for teachers and staff.
STAFF_ROLES = frozenset({Role.TEACHER, Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR})
_MEMBER_ROLES = STAFF_ROLES | {Role.PUPIL, Role.BOARD}
_NARROWEST_FIRST = (Audience.STAFF, Audience.SCHOOL, Audience.PUBLIC)
# The effective audience below a parent that isn't published, and the token that goes with it.
NO_AUDIENCE: Final = ""
NOBODY: Final = "nobody"


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
            return Q(effective_audience=Audience.PUBLIC)
        return Q(effective_audience=self.audience, school_id=self.school_id)


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
    """The resource's side of the rule."""
    return token(resource.effective_audience, resource.school_id)


def token(effective_audience: str, school_id: int | None) -> str:
    """The same for a resource that may be gone; NOBODY when its audience is unknown or its parent wasn't published."""
    try:
        return AccessToken(Audience(effective_audience), school_id).text
    except ValueError:
        return NOBODY


def narrowest(*audiences: str) -> str:
    """The narrowest of these audiences; NO_AUDIENCE when one is unknown."""
    if not set(audiences) <= set(_NARROWEST_FIRST):
        return NO_AUDIENCE
    return next(audience for audience in _NARROWEST_FIRST if audience in audiences)


def effective_audience(audience: str, parent: "ResourcePage | None") -> str:
    """What the audience that an editor chose comes to below this parent, whose own effective audience is up to date."""
    if parent is None:
        return audience
    return narrowest(audience, parent.effective_audience) if parent.live else NO_AUDIENCE


def visible(resources: "QuerySet[ResourcePage]", reader: Reader) -> "ResourcePageQuerySet":
    """The rows that this reader may see: published, and carrying a token that she holds."""
    rule = Q(pk__in=[])
    for token in access_tokens_of(reader):
        rule |= token.condition
    return cast("ResourcePageQuerySet", resources.filter(rule, live=True))


def can_open(reader: Reader, resource: "ResourcePage") -> bool:
    """Whether this reader may open this resource; says the same as `visible`."""
    return bool(resource.live) and token_of(resource) in tokens_held(reader)


def may_know_of(reader: Reader, resource: "ResourcePage") -> bool:
    """Whether a reader who may not open this resource is told that it is there: when it is published in her school."""
    is_published = bool(resource.live) and token_of(resource) != NOBODY
    return is_published and resource.school_id is not None and resource.school_id == reader.school_id
