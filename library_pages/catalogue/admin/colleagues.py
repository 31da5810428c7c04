"""Whose names a member of staff may see in the admin: people of her own schools (house-spike 3.1)."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.accounts.models import User


def colleagues_of(user: Any) -> "QuerySet[User]":
    """Everybody who belongs to one of the user's schools; everybody at all for an operator of the platform."""
    if user.is_superuser:
        return User.objects.all()
    schools = user.memberships.filter(is_active=True, school__isnull=False).values("school")
    return User.objects.filter(Q(memberships__school__in=schools) | Q(pk=user.pk)).distinct()


def written_by_colleagues(entries: Any, user: Any) -> Any:
    """Log entries of the user's colleagues and of nobody; authorities are shared, who touched them is not."""
    return entries.filter(Q(user=None) | Q(user__in=colleagues_of(user).values("pk")))
