"""Objects on shelves, and pages that are made of shelves."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from cms.web.shapes.common import NOTHING, Chip, Cover, Crumb, EmptyState, Pager, TypeMark


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An object on a shelf. `fact` stands beside the mark: “120 pages”; `forms` are the other types of the work."""

    uid: str
    title: str
    url: str
    cover: Cover
    mark: TypeMark
    creator: str = ""
    fact: str = ""
    note: str = ""
    forms: tuple[TypeMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of objects. `slug` makes ids and must be unique in a page; without items the shelf is left out."""

    slug: str
    title: str
    items: tuple[ShelfItem, ...]
    all_url: str = ""
    all_label: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One collection on the night panel; at most three covers are shown.

    `holds` says in words what of it this reader may open (“E-books: 3 · Audiobooks: 1”).
    """

    title: str
    url: str
    action: str
    kicker: str = ""
    text: str = ""
    holds: str = ""
    covers: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectionContext:
    """A themed collection: items in the curator's order, each with her word on it (`ShelfItem.note`).

    `holds` is that of `Feature`.
    """

    title: str
    intro: str = ""
    holds: str = ""
    kicker: str = ""
    items: tuple[ShelfItem, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    body: SafeString = NOTHING
    empty: EmptyState | None = None


@dataclass(frozen=True, slots=True)
class ListContext:
    """A list of items or of collections: the school's bookshelf, the list of collections."""

    title: str
    intro: str = ""
    crumbs: tuple[Crumb, ...] = ()
    chips: tuple[Chip, ...] = ()
    items: tuple[ShelfItem, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    features: tuple[Feature, ...] = ()
    pager: Pager | None = None
    empty: EmptyState | None = None


@dataclass(frozen=True, slots=True)
class ItemInProgress:
    """A further item in progress, as a row of the hero or of “my things”."""

    title: str
    url: str
    mark: TypeMark
    place: str = ""
    action: str = ""
    percent: int | None = None
    cover: Cover | None = None
    creator: str = ""


@dataclass(frozen=True, slots=True)
class MyThingsContext:
    """“Của em”: what the reader has begun, newest first."""

    title: str
    rows: tuple[ItemInProgress, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    empty: EmptyState | None = None
