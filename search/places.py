"""A place that matched, as it is shown to a reader."""

from collections.abc import Callable, Mapping
from typing import Any

from cms.plugins.isolation import isolated
from cms.web.shapes import FoundPassage, Part
from library_pages.catalogue.models import ResourcePage
from library_pages.reading.places import address_at
from search.port import PassageHit


def found_passage(hit: PassageHit, page: ResourcePage) -> FoundPassage:
    """The place with its name in the reader's language, and the address that opens it."""
    passage = hit.passage
    return FoundPassage(
        order=passage.order,
        label=place_of(hit, page),
        heading=passage.heading,
        locator=passage.locator,
        snippet=tuple(Part(text, marked) for text, marked in hit.snippet),
        web_url=address_at(page, passage.locator),
    )


def place_of(hit: PassageHit, page: ResourcePage) -> str:
    """“Page 14” in the reader's language, as the resource's type says it."""
    passage, declaration = hit.passage, page.resource_type
    if declaration is None or not declaration.search.place:
        return passage.label

    def ask(place: Callable[[Mapping[str, Any], str], str]) -> str:
        return str(place(passage.locator, passage.label))

    return isolated(declaration, "search.place", ask, otherwise=passage.label)
