"""Puts parts onto the page of their parent, and neighbours onto the page of a part."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.reader import reader_of
from cms.plugins import registry
from cms.web.registry import Section, item_sections
from cms.web.shapes import Crumb, Pager
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.parts import neighbours, parts_of

_PER_PAGE: Final = 48
_ANCHOR: Final = "within"
_PARAMETER: Final = "within"


def parts_within(request: HttpRequest, page: object) -> list[Section]:
    """What the resource consists of, a page at a time: nothing where this reader may see none of it."""
    if not isinstance(page, ResourcePage) or page.pk is None:
        return []
    paginator = Paginator(parts_of(page, reader_of(request)), _PER_PAGE)
    if not paginator.count:
        return []
    here = paginator.get_page(request.GET.get(_PARAMETER))
    rows = list(here)
    facts = presenters.short_facts(rows)
    kinds = registry.parts_of(page.type_slug)
    context = {
        "anchor": _ANCHOR,
        "title": kinds[0].label_plural if len(kinds) == 1 else _("What it consists of"),
        "rows": [(part, reverse("catalogue:item", args=[part.uid]), facts.get(part.pk, "")) for part in rows],
        "start": here.start_index(),
        "pager": Pager(
            page=here.number,
            pages=paginator.num_pages,
            previous_url=_address(here.previous_page_number()) if here.has_previous() else "",
            next_url=_address(here.next_page_number()) if here.has_next() else "",
        )
        if paginator.num_pages > 1
        else None,
    }
    return [Section(html=render_to_string("catalogue/parts.html", context, request))]


def neighbours_of(request: HttpRequest, page: object) -> list[Section]:
    """The parts before and after a part."""
    if not isinstance(page, ResourcePage):
        return []
    before, after = (
        Crumb(part.title, reverse("catalogue:item", args=[part.uid])) if part else None
        for part in neighbours(page, reader_of(request))
    )
    if before is None and after is None:
        return []
    context = {"before": before, "after": after}
    return [Section(html=render_to_string("catalogue/neighbours.html", context, request))]


def _address(number: int) -> str:
    return f"?{_PARAMETER}={number}#{_ANCHOR}"


item_sections.add(parts_within, order=110)
item_sections.add(neighbours_of, order=130)
