"""Users, their roles, and pupils in classes."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from cms.accounts import problems
from cms.accounts.access import can_grant, grantable
from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership, School, SchoolClass, User
from cms.accounts.pins import random_pin
from cms.accounts.reader import Reader
from cms.accounts.selectors import colleagues_at
from cms.accounts.services.rights import sync_rights
from cms.accounts.services.secrets import set_pin
from cms.accounts.services.tokens import revoke_all
from cms.foundation import clock
from cms.foundation.text import nfc


@transaction.atomic
def create_staff(username: str, password: str | None, **fields: Any) -> User:
    """Somebody who signs in by user name and password; without a role until `add_member`. No check of the password.

    Raises:
        Problem: `user-name-taken`.
        ValidationError: the user name is not plain ASCII.
    """
    if User.objects.filter(username=username.strip().lower()).exists():
        raise problems.user_name_taken()
    User(username=username.strip().lower()).clean_fields(exclude={"password"})
    return User.objects.create_user(username, password, **{name: _tidy(value) for name, value in fields.items()})


@transaction.atomic
def add_member(user: User, school: School | None, role: Role, *, by: Reader | None = None) -> Membership:
    """Give somebody a role in a school beside those that she holds, and the rights that go with it; safe to repeat.

    `by` is the reader who gives it; without one it is the operator, in a command or at set-up.

    Raises:
        Problem: `role-not-grantable`: at or above the giver's rank, or another school; `pupils-hold-no-other-role`.
    """
    _require_right(by, role, school)
    User.objects.select_for_update().get(pk=user.pk)  # two at once could make a pupil a teacher unseen
    others = Membership.objects.active().filter(user=user).exclude(role=role)
    if others.filter(role=Role.PUPIL).exists() or (role is Role.PUPIL and others.exists()):
        raise problems.pupils_hold_no_other_role()
    membership, is_new = Membership.objects.get_or_create(user=user, school=school, role=role)
    if not is_new:
        membership.is_active, membership.until = True, None
        membership.save(update_fields=["is_active", "until"])
    sync_rights(user)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Reader | None = None) -> None:
    """Take a role away at once: rights, and the tokens of the app.

    Raises:
        Problem: `role-not-grantable`.
    """
    _require_right(by, Role(membership.role), membership.school)
    membership.is_active, membership.until = False, clock.now()
    membership.save(update_fields=["is_active", "until"])
    sync_rights(membership.user)
    revoke_all(membership.user)


@transaction.atomic
def set_roles(user: User, school: School, roles: Collection[Role], *, by: Reader) -> None:
    """Let somebody hold these of the roles that the giver may give in her school, and no other of them.

    Raises:
        Problem: `role-not-grantable`: another school, or somebody who has never belonged to this one;
            `pupils-hold-no-other-role`.
    """
    if by.school_id != school.pk or not colleagues_at(school).filter(pk=user.pk).exists():
        raise problems.role_not_yours_to_give()
    held = {Role(each.role): each for each in Membership.objects.active().filter(user=user, school=school)}
    for role in grantable(by):
        if role in roles and role not in held:
            add_member(user, school, role, by=by)
        elif role in held and role not in roles:
            end_membership(held[role], by=by)


def set_email(user: User, address: str) -> None:
    """Where mail to somebody goes; empty for nowhere. The address opens nothing and signs nobody in."""
    user.email = address
    user.save(update_fields=["email"])


@transaction.atomic
def enrol_pupil(
    school_class: SchoolClass,
    number: int,
    first_name: str,
    last_name: str = "",
    *,
    pin: str | None = None,
    must_change: bool = True,
    **fields: Any,
) -> tuple[Enrolment, str]:
    """A new pupil on a class list, with her first PIN (drawn when none is given); she changes it unless told otherwise.

    Raises:
        Problem: `number-taken`, `pin-too-easy`, `pin-not-six-digits`.
    """
    user = User.objects.create_user(
        f"hs-{secrets.token_hex(8)}", None, first_name=_tidy(first_name), last_name=_tidy(last_name), **fields
    )
    membership = add_member(user, school_class.year.school, Role.PUPIL)
    enrolment = move_pupil(membership, school_class, number)
    pin = pin or random_pin()
    set_pin(user, pin, must_change=must_change)
    return enrolment, pin


def move_pupil(membership: Membership, school_class: SchoolClass, number: int) -> Enrolment:
    """Put a pupil on a class list; in the same school year she leaves her former class.

    Raises:
        Problem: `number-taken`.
    """
    try:
        with transaction.atomic():
            Enrolment.objects.filter(membership=membership, school_class__year=school_class.year).delete()
            return Enrolment.objects.create(membership=membership, school_class=school_class, number=number)
    except IntegrityError as error:
        raise problems.number_taken() from error


def _require_right(by: Reader | None, role: Role, school: School | None) -> None:
    if by is not None and not can_grant(by, role, school.pk if school else None):
        raise problems.role_not_yours_to_give()


def _tidy(value: Any) -> Any:
    return nfc(value).strip() if isinstance(value, str) else value
