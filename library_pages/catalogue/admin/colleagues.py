"""Whose names a member of staff may see in the admin's logs: people of her own schools."""

from typing import Any

from django.db.models import Q

from cms.accounts.selectors import colleagues_of


def written_by_colleagues(entries: Any, user: Any) -> Any:
    """Log entries of the user's colleagues and of nobody; authorities are shared, who touched them is not."""
    return entries.filter(Q(user=None) | Q(user__in=colleagues_of(user).values("pk")))
