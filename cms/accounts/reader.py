"""Who asks: the one description of a reader that access rules and views use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership
from cms.foundation import clock

if TYPE_CHECKING:
    from cms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as the access rule sees her; without a membership she is as good as anonymous."""

    user_id: int | None = None
    school_id: int | None = None
    role: Role | None = None
    grade: int | None = None
    class_id: int | None = None

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody has signed in."""
        return self.user_id is not None


ANONYMOUS = Reader()


def reader_for(user: "User | AnonymousUser") -> Reader:
    """The reader behind a user; the newest active membership counts. One query, none for the anonymous."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    moment = clock.now()
    place = Enrolment.objects.filter(membership=OuterRef("pk")).order_by("-school_class__year__starts")
    membership = (
        Membership.objects.filter(Q(until=None) | Q(until__gt=moment), user=user, is_active=True, since__lte=moment)
        .annotate(class_id=Subquery(place.values("school_class")[:1]))
        .annotate(grade=Subquery(place.values("school_class__grade")[:1]))
        .order_by("-since", "-pk")
        .first()
    )
    if membership is None:
        return Reader(user_id=user.pk)
    return Reader(
        user_id=user.pk,
        school_id=membership.school_id,
        role=Role(membership.role),
        grade=membership.grade,
        class_id=membership.class_id,
    )


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request, asked once."""
    reader = getattr(request, "reader", None)
    if reader is None:
        reader = reader_for(request.user)
        request.reader = reader  # type: ignore[attr-defined]  # cached on the request
    return reader
