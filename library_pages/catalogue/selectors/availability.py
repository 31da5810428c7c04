"""How a reader can have resources now: as their types say it, else as far as they can be opened here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from cms.accounts.reader import Reader
from cms.plugins import registry
from cms.plugins.contract import Availability, AvailabilityState, ResourceType
from cms.plugins.isolation import instance_of, isolated
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.readiness import Standing

_OF_READINESS: Final = {
    Readiness.READY: AvailabilityState.ONLINE,
    Readiness.BEING_PREPARED: AvailabilityState.PREPARING,
    Readiness.NOT_READABLE: AvailabilityState.ASK,
    Readiness.NOTHING: AvailabilityState.ASK,
}


def availability_of(
    pages: Iterable[ResourcePage], reader: Reader, standings: Mapping[int, Standing]
) -> dict[int, Availability]:
    """By primary key; a page of which its type says nothing is had as far as it can be opened.

    Queries: what the functions of the types ask, whatever the number of pages.

    Args:
        pages: of any types, which this reader may open.
        reader: who asks.
        standings: of these pages.
    """
    by_type: dict[str, list[ResourcePage]] = defaultdict(list)
    found: dict[int, Availability] = {}
    for page in pages:
        by_type[page.type_slug].append(page)
        found[page.pk] = Availability(_OF_READINESS[standings[page.pk].readiness])
    for slug, of_type in by_type.items():
        declaration = registry.get(slug)
        if declaration is not None and declaration.availability:
            found |= _declared(declaration, of_type, reader)
    return found


def _declared(declaration: ResourceType, pages: Sequence[ResourcePage], reader: Reader) -> dict[int, Availability]:
    def ask(function: Callable[..., Mapping[int, Availability]]) -> dict[int, Availability]:
        answer = function(pages, reader)
        return {page.pk: _checked(answer[page.pk]) for page in pages if page.pk in answer}

    nothing: dict[int, Availability] = {}
    return isolated(declaration, "availability", ask, otherwise=nothing)


def _checked(said: object) -> Availability:
    availability = instance_of(Availability, said)
    instance_of(AvailabilityState, availability.state)
    free, total = availability.free, availability.total
    if (free is not None and free < 0) or (free is not None and total is not None and free > total):
        raise ValueError(f"{free} of {total} copies")
    return availability
