"""Hits as the shapes of the results page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.reader import Reader
from cms.plugins.activities import verb
from cms.plugins.contract import Activity, Availability, AvailabilityState
from cms.web.shapes import FormFact, Part, PassageResult, SearchResult
from library_pages.catalogue import access, presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.content import place_label
from library_pages.catalogue.selectors.items import items
from library_pages.catalogue.selectors.readiness import Standing, standings_of
from library_pages.reading.places import address_at
from search.port import Hit, PassageHit

_PASSAGES: Final = 2


def results(reader: Reader, hits: Iterable[Hit]) -> tuple[SearchResult, ...]:
    """The hits in their order, in a constant number of queries.

    The access rule is asked again: an index that is behind must not show what was closed meanwhile.
    """
    hits = list(hits)
    pages = items(reader, [hit.id for hit in hits])
    forms = _forms_of(reader, pages)
    every = {form.pk: form for form in (*pages.values(), *(form for work in forms.values() for form in work))}
    standings, facts = standings_of(every.values()), presenters.short_facts(pages.values())
    shown = {
        pk: form_fact(every[pk], standings[pk], availability)
        for pk, availability in availability_of(every.values(), reader, standings).items()
    }
    return tuple(
        _result(hit, pages[hit.id], forms, shown, facts.get(pages[hit.id].pk, "")) for hit in hits if hit.id in pages
    )


def _forms_of(reader: Reader, pages: Mapping[str, ResourcePage]) -> dict[int, list[ResourcePage]]:
    works = {page.work_id for page in pages.values() if page.work_id is not None}
    forms: dict[int, list[ResourcePage]] = defaultdict(list)
    if works:
        rows = access.visible(ResourcePage.objects.filter(work_id__in=works), reader).for_lists()
        for row in rows.order_by("title_sort", "pk"):
            forms[row.work_id or 0].append(row)
    return forms


def _result(
    hit: Hit,
    page: ResourcePage,
    forms: Mapping[int, list[ResourcePage]],
    shown: Mapping[int, FormFact | None],
    fact: str,
) -> SearchResult:
    declaration = page.resource_type
    others = [form for form in forms.get(page.work_id or 0, ()) if form.pk != page.pk]
    return SearchResult(
        uid=hit.id,
        title=page.title,
        url=reverse("catalogue:item", args=[page.uid]),
        cover=presenters.cover(page),
        mark=presenters.mark(page),
        about=presenters.about(page, fact),
        forms=tuple(each for form in (page, *others) if (each := shown[form.pk])),
        passages=tuple(passage_result(passage, page) for passage in hit.passages[:_PASSAGES]),
        action=_("%(verb)s this part") % {"verb": verb(declaration.activity if declaration else Activity.READ)},
    )


def form_fact(page: ResourcePage, standing: Standing, availability: Availability) -> FormFact | None:
    """A form that opens here, or of which there are copies; None for all others."""
    declaration = page.resource_type
    if declaration is not None and standing.is_ready:
        words = _("%(verb)s now") % {"verb": verb(declaration.activity)}
        return FormFact(presenters.mark(page), words, reverse("reading:open", args=[page.uid]))
    if availability.state in {AvailabilityState.ON_SHELF, AvailabilityState.LENT}:
        words = presenters.availability_in_words(availability, standing)
        return FormFact(presenters.mark(page), words, reverse("catalogue:item", args=[page.uid]))
    return None


def passage_result(hit: PassageHit, page: ResourcePage) -> PassageResult:
    """The passage with the name of its place in the reader's language, and the address that opens it."""
    passage = hit.passage
    return PassageResult(
        order=passage.order,
        label=place_label(page, passage.locator, passage.label),
        heading=passage.heading,
        locator=passage.locator,
        snippet=tuple(Part(text, marked) for text, marked in hit.snippet),
        web_url=address_at(page, passage.locator),
    )
