"""Hits as the shapes of the results page."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.reader import Reader
from cms.plugins.activities import verb
from cms.plugins.contract import Activity, Availability, AvailabilityState
from cms.web.shapes import FormFact, Part, PassageResult, SearchResult
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.content import place_label
from library_pages.catalogue.selectors.items import items
from library_pages.catalogue.selectors.readiness import Standing, standings_of
from library_pages.catalogue.selectors.works import forms_by_page
from library_pages.reading.places import address_at
from search.port import Hit, PassageHit

_PASSAGES: Final = 2


def results(reader: Reader, hits: Iterable[Hit]) -> tuple[SearchResult, ...]:
    """The hits in their order, in a constant number of queries.

    The access rule is asked again: an index that is behind must not show what was closed meanwhile.
    """
    hits = list(hits)
    pages = items(reader, [hit.id for hit in hits])
    forms = forms_by_page(pages.values(), reader)
    every = {form.pk: form for work in forms.values() for form in work}
    standings, facts = standings_of(every.values()), presenters.short_facts(pages.values())
    shown = {
        pk: form_fact(every[pk], standings[pk], availability)
        for pk, availability in availability_of(every.values(), reader, standings).items()
    }
    found = ((hit, pages[hit.id]) for hit in hits if hit.id in pages)
    return tuple(
        _result(hit, page, [shown[form.pk] for form in forms[page.pk]], facts.get(page.pk, "")) for hit, page in found
    )


def _result(hit: Hit, page: ResourcePage, forms: Sequence[FormFact], fact: str) -> SearchResult:
    declaration = page.resource_type
    return SearchResult(
        uid=hit.id,
        title=page.title,
        url=reverse("catalogue:item", args=[page.uid]),
        cover=presenters.cover(page),
        mark=presenters.mark(page),
        about=presenters.about(page, fact),
        forms=tuple(forms),
        passages=tuple(passage_result(passage, page) for passage in hit.passages[:_PASSAGES]),
        action=_("%(verb)s this part") % {"verb": verb(declaration.activity if declaration else Activity.READ)},
    )


def form_fact(page: ResourcePage, standing: Standing, availability: Availability) -> FormFact:
    """A form in what one can do with it, or where its copies are; in its type's name where it can't be had now."""
    declaration, mark, about = page.resource_type, presenters.mark(page), reverse("catalogue:item", args=[page.uid])
    if declaration is not None and standing.is_ready:
        words = _("%(verb)s now") % {"verb": verb(declaration.activity)}
        return FormFact(mark, words, page.title, reverse("reading:open", args=[page.uid]))
    if availability.state in {AvailabilityState.ON_SHELF, AvailabilityState.LENT}:
        return FormFact(mark, presenters.availability_in_words(availability, standing), page.title, about)
    return FormFact(mark, mark.label, page.title, about)


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
