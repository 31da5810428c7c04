"""Answers of the search as the API shows them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema

from cms.web.shapes import Part, PassageResult
from library_pages.catalogue.api_shapes import FormSummary, ItemSummary, form_summary
from library_pages.catalogue.models import ResourcePage
from search.facets import labels_of, table
from search.port import Answer, FacetValue, Hit
from search.results import passage_result


class HitOut(Schema):
    """A work that was found: the form that stands for it, up to three passages of that, the best first, and all forms.

    `forms` are those that this reader may open, `item` first; each has its own `uid`.
    """

    item: ItemSummary
    forms: list[FormSummary]
    title: list[Part]
    passages: list[PassageResult]


class FacetValueOut(Schema):
    """A value of a filter, and how many works have a form with it that was found."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetOut(Schema):
    """A filter with its values; `name` is the parameter that narrows by it."""

    name: str
    values: list[FacetValueOut]


class InterpretationOut(Schema):
    """What the library made of the query.

    `marked`: the query as it is properly written, empty when nothing needs saying; ask again with `literal` to have it
    taken as typed. `dropped`: words that the library does not know.
    """

    typed: str
    marked: str
    dropped: list[str]
    grade: int | None


class SearchOut(Schema):
    """What was found for this reader; `total` counts works.

    `degraded`: the search engine was away and the database answered, more simply; try again later for better order.
    """

    total: int
    degraded: bool
    understood: InterpretationOut
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
    passages: list[PassageResult]


def hit(request: HttpRequest, found: Hit, item: ItemSummary, forms: Sequence[ResourcePage]) -> HitOut:
    """A hit with the form that it names, as lists show that, and all forms of the work, that one first."""
    page = forms[0]
    return HitOut(
        item=item,
        forms=[form_summary(request, form) for form in forms],
        title=_parts(found.title),
        passages=[passage_result(each, page) for each in found.passages],
    )


def understood(answer: Answer) -> InterpretationOut:
    """What was made of the query."""
    found = answer.understood
    return InterpretationOut(typed=found.typed, marked=found.marked, dropped=list(found.dropped), grade=found.grade)


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
