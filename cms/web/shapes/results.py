from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cms.web.shapes.common import Chip, Cover, EmptyState, Notice, Pager, Part, TypeMark


@dataclass(frozen=True, slots=True)
class FormFact:
    """A form of a work as mark and words: “Read now”; its own title is for those who don't see where it stands."""

    mark: TypeMark
    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PassageResult:
    """A place that matched, as the results page and the API show it.

    Attributes:
        order: its place among the passages of its resource.
        label: where it is: “Page 14”.
        locator: Readium Locator that opens it.
        snippet: the text around the matching words, these marked.
        web_url: opens it on the site.
    """

    order: int
    label: str
    heading: str
    locator: Mapping[str, Any]
    snippet: tuple[Part, ...]
    web_url: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One work, as the form that stands for it, with all its forms.

    At most two passages are shown, and `action` is what one does with them: “Read this part”.
    """

    uid: str
    title: str
    url: str
    cover: Cover
    mark: TypeMark
    about: str = ""
    forms: tuple[FormFact, ...] = ()
    passages: tuple[PassageResult, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet. Choices that would give nothing are left out by the view unless chosen."""

    value: str
    label: str
    count: int
    chosen: bool = False
    mark: TypeMark | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of checkboxes; `name` is the GET parameter."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchContext:
    """The results page. `title` says what was understood; `kept` are GET parameters that the facet form carries on.

    `understood` is whole sentences with the understood words in bold, as safe HTML; `literal_url` stands behind them.
    """

    query: str
    title: str
    understood: str = ""
    literal_url: str = ""
    results: tuple[SearchResult, ...] = ()
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    orders: tuple[Chip, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    pager: Pager | None = None
    notice: Notice | None = None
    empty: EmptyState | None = None
    clear_url: str = ""
