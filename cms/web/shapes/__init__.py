"""What the templates of the site want: one frozen shape a component, filled by the views of any layer.

All text is plain, NFC and already in the reader's language; templates escape it. Addresses are site-relative. Tuples
may be empty and strings may be "" unless a docstring says otherwise: every template renders the smallest shape too.
"""

from cms.web.shapes.common import (
    NOTHING,
    Action,
    Chip,
    Cover,
    Crumb,
    EmptyState,
    ErrorContext,
    NavEntry,
    Notice,
    Pager,
    Part,
    TypeMark,
)
from cms.web.shapes.frame import Account, Frame, Look, Usage
from cms.web.shapes.home import (
    ContinueReading,
    Door,
    HomeContext,
    NewsLine,
    OpenBook,
    TypeTile,
)
from cms.web.shapes.item import (
    Fact,
    ItemContext,
    LevelAdvice,
    Way,
)
from cms.web.shapes.results import (
    Facet,
    FacetValue,
    FormFact,
    PassageResult,
    SearchContext,
    SearchResult,
)
from cms.web.shapes.shelves import (
    CollectionContext,
    Feature,
    ItemInProgress,
    ListContext,
    MyThingsContext,
    Shelf,
    ShelfItem,
)

__all__ = [
    "NOTHING",
    "Account",
    "Action",
    "Chip",
    "CollectionContext",
    "ContinueReading",
    "Cover",
    "Crumb",
    "Door",
    "EmptyState",
    "ErrorContext",
    "Facet",
    "FacetValue",
    "Fact",
    "Feature",
    "FormFact",
    "Frame",
    "HomeContext",
    "ItemContext",
    "ItemInProgress",
    "LevelAdvice",
    "ListContext",
    "Look",
    "MyThingsContext",
    "NavEntry",
    "NewsLine",
    "Notice",
    "OpenBook",
    "Pager",
    "Part",
    "PassageResult",
    "SearchContext",
    "SearchResult",
    "Shelf",
    "ShelfItem",
    "TypeMark",
    "TypeTile",
    "Usage",
    "Way",
]
