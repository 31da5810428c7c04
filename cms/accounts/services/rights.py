"""Django groups follow roles: what the upper layers give to a role, and nothing that they no longer give."""

from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts.enums import Role
from cms.accounts.models import Membership, User
from cms.accounts.ports import on_role_groups

_STAFF = frozenset({Role.LIBRARIAN, Role.ADMINISTRATOR, Role.PROVINCE})


@transaction.atomic
def sync_rights(user: User) -> None:
    """Make the user's groups, and whether she enters the admin, follow her memberships; safe to repeat.

    All groups of a user come from roles: one that no function of `on_role_groups` gives is taken away. Superusers keep
    their entrance. As long as no layer has given such a function, groups are left alone.
    """
    memberships = list(Membership.objects.active().filter(user=user).select_related("school"))
    groups: dict[int, Group] = {}
    for membership in memberships:
        for give in on_role_groups:
            groups.update({group.pk: group for group in give(membership.school, Role(membership.role))})
    if any(True for _ in on_role_groups):
        user.groups.set(groups.values())
    is_staff = user.is_superuser or any(membership.role in _STAFF for membership in memberships)
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])
