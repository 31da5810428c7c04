"""A place that matched, as it is shown to a reader."""

from cms.web.shapes import FoundPassage, Part
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import place_of
from library_pages.reading.places import address_at
from search.port import PassageHit


def found_passage(hit: PassageHit, page: ResourcePage) -> FoundPassage:
    """The place with its name in the reader's language, and the address that opens it."""
    passage = hit.passage
    return FoundPassage(
        order=passage.order,
        label=place_of(page, passage.locator, passage.label),
        heading=passage.heading,
        locator=passage.locator,
        snippet=tuple(Part(text, marked) for text, marked in hit.snippet),
        web_url=address_at(page, passage.locator),
    )
