"""Numbered system checks of the facets that types bring."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, register

from cms.plugins import registry
from cms.plugins.contract import ResourceType, TypeFacet
from cms.plugins.pages import has_field
from search import facets


@register()
def facets_of_types_are_sound(**_: object) -> list[CheckMessage]:
    """All faults of all facets at once; of two types that want one name, the later one is named."""
    owners = {facet.name: "the library" for facet in facets.LIBRARY}
    return [
        message
        for declaration in registry.all_types()
        for facet in declaration.search.facets
        for message in _faults(declaration, facet, owners)
    ]


def _faults(declaration: ResourceType, facet: TypeFacet, owners: dict[str, str]) -> Iterator[CheckMessage]:
    where = f"{registry.called(declaration)}: facet {facet.name!r}"
    if facet.name in owners:
        yield Error(f"{where}: {owners[facet.name]} has a facet of this name.", hint="Rename it.", id="search.E001")
    elif not facets.is_name(facet.name):
        yield Error(
            f"{where}: this can't be its name.",
            hint=f"Write 2 to 30 of a-z, 0-9 and _, and none of {', '.join(sorted(facets.PARAMETERS))}.",
            id="search.E001",
        )
    owners.setdefault(facet.name, f"the type “{declaration.slug}”")
    if not facet.label:
        yield Error(f"{where}: label is missing.", hint="Say what stands over its values.", id="search.E002")
    if not has_field(declaration, facet.field):
        yield Error(
            f"{where}: {declaration.page} has no {facet.field!r}.",
            hint="Name a field or a property of the page model.",
            id="search.E003",
        )
