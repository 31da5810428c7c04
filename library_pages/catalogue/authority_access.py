"""Who may change authorities: the lists that all schools share belong to none of them.

The province changes them alone, a school adds to them and proposes. Where there is one school nobody else shares its
lists, and its librarians mend them themselves.
"""

from typing import Any, Final

from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.selectors import of_the_province, only_school

_CHANGES: Final = frozenset({"change", "delete"})


def can_change_authorities(user: Any) -> bool:
    """Whether somebody with rights on authorities may change those that are there."""
    return only_school() is not None or of_the_province().filter(pk=user.pk).exists()


class AuthorityPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail has no types for it
    """Django's permissions, narrowed by the rule above for all that changes a row."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Wagtail's answer, and for changes the rule of `can_change_authorities` as well."""
        allowed = bool(super().user_has_permission(user, action))
        return allowed and (action not in _CHANGES or can_change_authorities(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed; Wagtail's own would ask for the permissions of the group alone."""
        return any(self.user_has_permission(user, action) for action in actions)

    def can_propose(self, user: Any) -> bool:
        """Whether somebody adds to the list and leaves changes to others."""
        return self.user_has_permission(user, "add") and not can_change_authorities(user)
