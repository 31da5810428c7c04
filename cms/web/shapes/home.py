from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from cms.web.shapes.common import Action, Cover, EmptyState, Part, TypeMark
from cms.web.shapes.shelves import Feature, ItemInProgress, Shelf


@dataclass(frozen=True, slots=True)
class OpenBook:
    """The open book of the home page: where the reader stopped, or what to begin with.

    `percent` is 0 to 100, None without progress; `place` says it in words (“Page 42 of 96”).
    """

    kicker: str
    title: str
    url: str
    action: str
    cover: Cover
    mark: TypeMark
    creator: str = ""
    passage: tuple[Part, ...] = ()
    percent: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ContinueReading:
    """What a reader has begun: the open book and up to two rows beside it."""

    book: OpenBook
    rows: tuple[ItemInProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeTile:
    """A tile that opens all items of one type; `count` in words (“356 titles”), `verb` what one does with them."""

    mark: TypeMark
    url: str
    tile: SafeString
    count: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A dated line of news."""

    day: date
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """An arched door of the house for grades 1 and 2; `holds`: `headphones`, `screen`, `book` or `frame`."""

    label: str
    url: str
    holds: str
    mark: TypeMark


@dataclass(frozen=True, slots=True)
class HomeContext:
    """The home page in any of its variants.

    `variant`: `anonymous`, `house` (grades 1 and 2), `pupil` (3 to 12) or `staff`. `begin` stands where shelves would,
    while there is nothing on them.
    """

    variant: str
    greeting: str
    question: str
    hint: str
    placeholder: str
    suggestions_label: str = ""
    suggestions: tuple[Action, ...] = ()
    going_on: ContinueReading | None = None
    begin: EmptyState | None = None
    shelves: tuple[Shelf, ...] = ()
    tiles_title: str = ""
    tiles: tuple[TypeTile, ...] = ()
    feature: Feature | None = None
    news: tuple[NewsLine, ...] = ()
    news_url: str = ""
    request_panel: EmptyState | None = None
    doors: tuple[Door, ...] = ()
    actions: tuple[Action, ...] = ()
