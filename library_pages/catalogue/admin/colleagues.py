"""Whose names a member of staff may see in the admin's logs: people of her own schools."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from cms.accounts.selectors import colleagues_of, of_the_province
from library_pages.catalogue.models import Contributor, Subject, Work


def written_by_colleagues(entries: Any, user: Any) -> Any:
    """Log entries of the user's colleagues, of nobody, and on authorities of those who change them for all schools."""
    known = Q(user=None) | Q(user__in=colleagues_of(user).values("pk"))
    authorities = ContentType.objects.get_for_models(Contributor, Subject, Work).values()
    for_all = Q(content_type__in=authorities, user__in=of_the_province().values("pk"))
    return entries.filter(known | for_all)
