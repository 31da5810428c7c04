"""Where a passage stands, said to a reader."""

from collections.abc import Callable, Mapping
from typing import Any

from cms.plugins.isolation import isolated
from library_pages.catalogue.models import ResourcePage
from search.port import PassageHit


def place_of(passage: PassageHit, page: ResourcePage) -> str:
    """“Page 14” in the reader's language, as the resource's type says it."""
    declaration = page.resource_type
    if declaration is None or not declaration.search.place:
        return passage.label

    def ask(place: Callable[[Mapping[str, Any], str], str]) -> str:
        return str(place(passage.locator, passage.label))

    return isolated(declaration, "search.place", ask, otherwise=passage.label)
