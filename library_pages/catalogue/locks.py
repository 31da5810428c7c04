"""The lock on a page whose type is not installed."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BaseLock


class TypeIsGoneLock(BaseLock):
    """Nobody may edit: a revision saved now would lack the type's fields, and publishing it later would empty them."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str | Promise:
        """Why the page can't be edited and what brings it back."""
        return _(
            "The plugin that this resource belongs to is not installed. Install it again to edit; nothing is lost."
        )

    def get_icon(self, user: Any) -> str:
        return "lock"

    def get_locked_by(self, user: Any) -> str | Promise:
        return _("Locked by the library")

    def get_description(self, user: Any) -> str | Promise:
        """The same sentence, for the side panel."""
        return self.get_message(user)
