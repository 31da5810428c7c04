"""What the results page is asked for: its GET parameters, checked, and the addresses of its links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from cms.foundation.outside import whole_number
from search import facets
from search.facets import Facet
from search.port import Query, Sort

PER_PAGE: Final = 20
_LAST_PAGE: Final = 500  # Elasticsearch gives no more than 10,000 hits by offset
_LONGEST: Final = 512
_MOST_VALUES: Final = 20  # looked at, of one facet
_SORTS: Final = (Sort.RELEVANCE, Sort.NEWEST, Sort.TITLE)


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """A question of the results page; parameters that make no sense are left out."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    literal: bool = False

    @classmethod
    def of(cls, parameters: QueryDict) -> Self:
        """Read the parameters of a request."""
        page, sort = parameters.get("page", ""), parameters.get("sort", "")
        chosen = {facet.name: _checked(facet, parameters.getlist(facet.name)) for facet in facets.table()}
        return cls(
            text=" ".join(parameters.get("q", "")[:_LONGEST].split()),
            filters={facet: values for facet, values in chosen.items() if values},
            sort=Sort(sort) if sort in _SORTS else Sort.RELEVANCE,
            page=max(whole_number(page, most=_LAST_PAGE) or 1, 1),
            literal=parameters.get("literal") == "1",
        )

    def query(self, tokens: frozenset[str]) -> Query:
        """The question for the port, with what the reader may see."""
        return Query(
            self.text,
            tokens,
            filters=self.filters,
            sort=self.sort,
            offset=(self.page - 1) * PER_PAGE,
            limit=PER_PAGE,
            literal=self.literal,
        )

    def kept(self) -> tuple[tuple[str, str], ...]:
        """The parameters beside the facets and the page."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        return (*pairs, ("literal", "1")) if self.literal else tuple(pairs)

    def url(self) -> str:
        """The address of this question."""
        pairs = [*self.kept(), *((name, value) for name in facets.names() for value in self.filters.get(name, ()))]
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return reverse("search:results") + (f"?{urlencode(pairs)}" if pairs else "")

    def with_toggled(self, facet: str, value: str) -> Self:
        """The same question with this value of a facet put on or taken off, at the first page."""
        chosen = self.filters.get(facet, ())
        values = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
        others = {each: held for each, held in self.filters.items() if each != facet}
        return replace(self, filters=others | ({facet: values} if values else {}), page=1)

    def without_filters(self) -> Self:
        """The same words without any facet, at the first page."""
        return replace(self, filters={}, page=1)


def last_page(total: int) -> int:
    """The number of the last page that can be asked for."""
    return min(max(-(-total // PER_PAGE), 1), _LAST_PAGE)


def _checked(facet: Facet, values: Iterable[str]) -> tuple[str, ...]:
    checked = (facet.checked(value) for value in list(values)[:_MOST_VALUES])
    return tuple(dict.fromkeys(value for value in checked if value))
