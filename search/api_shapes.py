"""Answers of the search as the API shows them."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from library_pages.catalogue.api_shapes import ItemSummary, summary
from library_pages.catalogue.models import ResourcePage
from search.facets import labels_of, table
from search.places import place_of
from search.port import Answer, FacetValue, Hit, PassageHit


class Part(Schema):
    """A stretch of text; `marked` where words of the query are."""

    text: str
    marked: bool


class PassageOut(Schema):
    """A place that matched: open the publication at `locator`, or on the site with `?p=<order>`."""

    order: int
    label: Annotated[str, Field(description="Where it is: “Page 14”.")]
    heading: str
    locator: dict[str, Any]
    snippet: list[Part]


class HitOut(Schema):
    """A resource that was found, with up to three passages, the best first."""

    item: ItemSummary
    title: list[Part]
    passages: list[PassageOut]


class FacetValueOut(Schema):
    """A value of a filter, and how many of what was found have it."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetOut(Schema):
    """A filter with its values; `name` is the parameter that narrows by it."""

    name: str
    values: list[FacetValueOut]


class UnderstoodOut(Schema):
    """What the library made of the query.

    `marked`: the query as it is properly written, empty when nothing needs saying; ask again with `literal` to have it
    taken as typed. `dropped`: words that the library does not know.
    """

    typed: str
    marked: str
    dropped: list[str]
    grade: int | None


class SearchOut(Schema):
    """What was found for this reader.

    `degraded`: the search engine was away and the database answered, more simply; try again later for better order.
    """

    total: int
    degraded: bool
    understood: UnderstoodOut
    items: list[HitOut]
    facets: list[FacetOut]
    next_cursor: str | None


class SuggestionOut(Schema):
    """A completion; `item` for titles."""

    text: str
    kind: str
    item: UUID | None


class SuggestionList(Schema):
    """Completions, the best first."""

    items: list[SuggestionOut]


class InsideOut(Schema):
    """Places inside one resource."""

    total: int
    degraded: bool
    passages: list[PassageOut]


def hit(request: HttpRequest, found: Hit, page: ResourcePage) -> HitOut:
    """A hit with the resource that it names."""
    return HitOut(
        item=summary(request, page),
        title=_parts(found.title),
        passages=[passage(each, page) for each in found.passages],
    )


def passage(found: PassageHit, page: ResourcePage) -> PassageOut:
    return PassageOut(
        order=found.order,
        label=place_of(found, page),
        heading=found.heading,
        locator=dict(found.locator),
        snippet=_parts(found.snippet),
    )


def understood(answer: Answer) -> UnderstoodOut:
    """What was made of the query."""
    found = answer.understood
    return UnderstoodOut(typed=found.typed, marked=found.marked, dropped=list(found.dropped), grade=found.grade)


def facets(answer: Answer) -> list[FacetOut]:
    """All facets with names in the language of the answer; one call a facet for all its names."""
    return [
        FacetOut(name=facet.name, values=_values(found, labels_of(facet, [each.value for each in found])))
        for facet in table()
        if (found := answer.facets.get(facet.name)) is not None
    ]


def _values(found: Sequence[FacetValue], names: Mapping[str, str]) -> list[FacetValueOut]:
    return [
        FacetValueOut(value=each.value, label=names.get(each.value, each.value), count=each.count, chosen=each.chosen)
        for each in found
    ]


def _parts(parts: Sequence[tuple[str, bool]]) -> list[Part]:
    return [Part(text=text, marked=marked) for text, marked in parts]
