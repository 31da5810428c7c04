"""Where a passage stands, said to a reader."""

from cms.plugins import registry
from library_pages.catalogue.models import ResourcePage
from search.port import PassageHit


def place_of(passage: PassageHit, page: ResourcePage) -> str:
    """“Page 14” in the reader's language, as the resource's type says it."""
    declaration = page.resource_type
    if declaration is None or not declaration.search.place:
        return passage.label
    return str(registry.resolve(declaration.search.place)(passage.locator, passage.label))  # type: ignore[operator]  # a dotted path to a callable
