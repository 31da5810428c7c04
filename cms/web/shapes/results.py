from dataclasses import dataclass

from cms.web.shapes.common import Chip, Cover, EmptyState, Notice, Pager, Part, TypeMark


@dataclass(frozen=True, slots=True)
class FormFact:
    """A form that can be had now, as mark and words: “Read now”."""

    mark: TypeMark
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the found words marked; `locator` in words (“Page 14”), `url` opens it there."""

    mark: TypeMark
    locator: str
    parts: tuple[Part, ...]
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One found work; at most two passages are shown."""

    uid: str
    title: str
    url: str
    cover: Cover
    about: str = ""
    forms: tuple[FormFact, ...] = ()
    passages: tuple[FoundPassage, ...] = ()


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
