"""A resource's parts and a part's neighbours, as one reader may see them."""

from typing import Final

from django.db.models import Q

from cms.accounts.reader import Reader
from cms.plugins.registry import all_types
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet

IN_ORDER: Final = "path"
"""The order that editors give the pages below one page."""


def parts_of(page: ResourcePage, reader: Reader) -> ResourcePageQuerySet:
    """The parts of a resource that this reader may see, in the order of the editors."""
    return access.visible(ResourcePage.objects.filter(part_of=page.pk), reader).order_by(IN_ORDER)


def neighbours(page: ResourcePage, reader: Reader) -> tuple[ResourcePage | None, ResourcePage | None]:
    """The parts before and after a part, among those that this reader may see. Two queries, none for no part."""
    if page.part_of_id is None:
        return None, None
    siblings = access.visible(ResourcePage.objects.filter(part_of=page.part_of_id), reader)
    before = siblings.filter(path__lt=page.path).order_by(f"-{IN_ORDER}").first()
    return before, siblings.filter(path__gt=page.path).order_by(IN_ORDER).first()


def on_shelves(rows: ResourcePageQuerySet) -> ResourcePageQuerySet:
    """Of these resources those that stand on shelves by themselves: titles, and parts whose type says so."""
    kinds = [kind.slug for kind in all_types() if kind.part_of is not None and kind.part_of.on_shelves]
    return rows.filter(Q(part_of=None) | Q(type_slug__in=kinds))
