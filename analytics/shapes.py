"""What the template of the statistics wants: words and pictures, nothing to be computed."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from cms.web.shapes import Action, EmptyState, Notice, TypeMark


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by itself: the number, what it counts, how it has changed, how it is counted."""

    value: str
    label: str
    change: str
    how: str


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart. The first cell of a row names it; the others are numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in both widths with its table; without pictures the table stands alone."""

    title: str
    subtitle: str
    table: Table
    wide: SafeString | None = None
    narrow: SafeString | None = None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type's row: `share` of the longest bar in percent."""

    mark: TypeMark
    value: str
    change: str
    share: int


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One of the titles that are opened most; without an address it is gone, or not for this reader."""

    title: str
    url: str
    mark: TypeMark
    requests: str
    change: str
    time: str
    readers: str


@dataclass(frozen=True, slots=True)
class StatisticsContext:
    """The page.

    `sentence` alternates between plain and marked parts; `later` is said in place of types, titles and terms.
    """

    title: str
    subtitle: str
    freshness: str
    sentence: tuple[str, ...]
    figures: tuple[Figure, ...]
    weeks: Chart
    types: Chart
    type_rows: tuple[TypeRow, ...]
    classes: Chart
    titles: tuple[TitleRow, ...]
    terms: Table
    notice: Notice
    later: str = ""
    before: Action | None = None
    after: Action | None = None
    mails: Action | None = None
    empty: EmptyState | None = None
