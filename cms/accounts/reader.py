"""Who asks: the one description of a reader that access rules and views use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership

if TYPE_CHECKING:
    from cms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as the access rule sees her: one school, and all roles that she holds there.

    Without a membership she is as good as anonymous.
    """

    user_id: int | None = None
    school_id: int | None = None
    roles: frozenset[Role] = frozenset()
    grade: int | None = None
    class_id: int | None = None

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody has signed in."""
        return self.user_id is not None

    @property
    def is_pupil(self) -> bool:
        """Whether she is a pupil; pupils hold no other role."""
        return Role.PUPIL in self.roles


ANONYMOUS = Reader()


def reader_for(user: "User | AnonymousUser") -> Reader:
    """The reader behind a user, in the school of her newest active membership. One query, none for the anonymous."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    place = Enrolment.objects.filter(membership=OuterRef("pk")).order_by("-school_class__year__starts")
    memberships = list(
        Membership.objects.active()
        .filter(user=user)
        .annotate(class_id=Subquery(place.values("school_class")[:1]))
        .annotate(grade=Subquery(place.values("school_class__grade")[:1]))
        .order_by("-since", "-pk")
        .values("school_id", "role", "grade", "class_id")
    )
    if not memberships:
        return Reader(user_id=user.pk)
    newest = memberships[0]
    return Reader(
        user_id=user.pk,
        school_id=newest["school_id"],
        roles=frozenset(Role(each["role"]) for each in memberships if each["school_id"] == newest["school_id"]),
        grade=newest["grade"],
        class_id=newest["class_id"],
    )


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request, asked once."""
    reader = getattr(request, "reader", None)
    if reader is None:
        reader = reader_for(request.user)
        request.reader = reader  # type: ignore[attr-defined]  # cached on the request
    return reader
