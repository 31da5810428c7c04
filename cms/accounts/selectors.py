from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership, School, SchoolClass, SchoolYear, Teaching, User
from cms.foundation import clock


def current_classes() -> QuerySet[SchoolClass]:
    """Classes whose code opens the sign-in: those of years that no later one has replaced."""
    replaced = SchoolYear.objects.filter(
        school=OuterRef("year__school"), starts__gt=OuterRef("year__starts"), starts__lte=clock.today()
    )
    return SchoolClass.objects.filter(~Exists(replaced)).select_related("year__school")


def class_by_code(code: str) -> SchoolClass | None:
    """The class that a code names now."""
    return current_classes().filter(code=code).first()


def only_school() -> School | None:
    """The school of an installation for one; None where there are several, or none."""
    schools = list(School.objects.order_by("pk")[:2])
    return schools[0] if len(schools) == 1 else None


def pupils_of(school_class: SchoolClass) -> QuerySet[Enrolment]:
    """The places of a class list, in its order, with the pupils who are at the school."""
    return (
        Enrolment.objects.filter(
            school_class=school_class, membership__is_active=True, membership__user__is_active=True
        )
        .select_related("membership__user")
        .order_by("number")
    )


def teachers_of(school: School) -> QuerySet[Membership]:
    """Who can be given a class."""
    return (
        Membership.objects.active()
        .filter(school=school, role=Role.TEACHER, user__is_active=True)
        .select_related("user")
        .order_by("user__first_name", "user__last_name")
    )


def with_teachers(classes: QuerySet[SchoolClass]) -> QuerySet[SchoolClass]:
    """Classes whose `teachings` are those of teachers who are at the school, class teachers first; one more query."""
    ties = (
        Teaching.objects.filter(membership__in=Membership.objects.active(), membership__user__is_active=True)
        .select_related("membership__user")
        .order_by("kind", "membership__user__first_name", "membership__user__last_name")
    )
    return classes.prefetch_related(Prefetch("teachings", ties))


def colleagues_at(school: School) -> QuerySet[User]:
    """Grown-ups who have, or have had, a role in the school."""
    roles = Membership.objects.filter(school=school).exclude(role=Role.PUPIL)
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("first_name", "last_name", "pk")


def roles_at(school: School) -> dict[int, set[Role]]:
    """The roles that count now, by user."""
    held: dict[int, set[Role]] = defaultdict(set)
    for user, role in Membership.objects.active().filter(school=school).values_list("user", "role"):
        held[user].add(Role(role))
    return held


def schools_of(user: Any) -> QuerySet[School]:
    """The schools to which somebody belongs now."""
    return School.objects.filter(pk__in=Membership.objects.active().filter(user=user).values("school"))


def colleagues_of(user: Any) -> QuerySet[User]:
    """Everybody who belongs to one of the user's schools; everybody at all for an operator of the platform."""
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(Q(memberships__school__in=schools_of(user)) | Q(pk=user.pk)).distinct()


def of_the_province() -> QuerySet[User]:
    """Those who look after what all schools share: the province's own people and the operators."""
    province = Membership.objects.active().filter(role=Role.PROVINCE)
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=province.values("user")))
