"""The unit that readers find: a work, once, with those of its forms that one reader may see (ADR 0042).

A resource without a work is a work of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from django.db.models import Case, Count, F, OrderBy, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from cms.accounts.reader import Reader
from cms.plugins import registry
from cms.plugins.contract import Activity
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet

LAST: Final = 99
"""The precedence of a type that is not installed."""


def works() -> Count:
    """How many works the rows of a queryset of resources are of."""
    return Count(_key(), distinct=True)


def first_forms(rows: "QuerySet[ResourcePage]", *order: str) -> ResourcePageQuerySet:
    """One row a work, in this order: where the first of its forms stands, of equal ones that of lowest precedence.

    The rows are such as the reader may see; what is taken off for her must be taken off before.
    """
    places = _precedences().items()
    precedence = Case(*(When(type_slug=slug, then=Value(place)) for slug, place in places), default=Value(LAST))
    number = Window(RowNumber(), partition_by=[_key()], order_by=[*_ordering(order), precedence.asc(), F("pk").asc()])
    return cast("ResourcePageQuerySet", rows.alias(form=number).filter(form=1).order_by(*order, "pk"))


def _ordering(order: Iterable[str]) -> list[OrderBy]:
    return [F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in order]


def _key() -> Coalesce:
    return Coalesce(F("work_id"), F("pk") * -1)


def key_of(page: ResourcePage) -> int:
    """Equal for the forms of a work, and for nothing else."""
    return page.work_id or -page.pk


def precedence_of(type_slug: str) -> int:
    """Which of a work's forms stands for it, the lowest.

    First what opens, then by activity (read, listen, watch and so on), then as the types were discovered.
    """
    return _precedences().get(type_slug, LAST)


def _precedences() -> dict[str, int]:
    activities = list(Activity)
    ordered = sorted(
        registry.all_types(), key=lambda each: (each.opening is None, activities.index(Activity(each.activity)))
    )
    return {declaration.slug: min(place, LAST - 1) for place, declaration in enumerate(ordered)}


def forms_by_page(pages: Iterable[ResourcePage], reader: Reader) -> Mapping[int, list[ResourcePage]]:
    """For each page, by primary key, the forms of its work that this reader may see: itself, then by precedence.

    One query, none where no page has a work. The pages are such as the access rule has given out already.
    """
    pages = list(pages)
    found: dict[int, list[ResourcePage]] = {}
    wanted = {page.work_id for page in pages if page.work_id is not None}
    if wanted:
        rows = access.visible(ResourcePage.objects.filter(work_id__in=wanted), reader)
        places = _precedences()
        for row in sorted(rows, key=lambda row: (places.get(row.type_slug, LAST), row.title_sort, row.pk)):
            found.setdefault(row.work_id or 0, []).append(row)
    return {
        page.pk: [page, *(form for form in found.get(page.work_id or 0, ()) if form.pk != page.pk)] for page in pages
    }
