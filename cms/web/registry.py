"""Where upper layers put things on the site's pages: filled in their `ready()`, read by the views of this app.

Each registry holds functions in the order of their `order` (then of registration). A function gets the request and
answers with shapes; it must filter by `request.reader` itself, through the one access rule, and answer with nothing
rather than fail when it has nothing for this reader.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cms.web.models import HomePage
from cms.web.shapes import Action, ContinueReading, Feature, NavEntry, Shelf, ShelfItem, TypeTile

F = TypeVar("F")


class Registry(Generic[F]):
    """Functions in order; registering one twice changes nothing."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, F]] = []

    def add(self, function: F, *, order: int = 100) -> F:
        """Register; lower orders come first. Returns the function."""
        if all(known is not function for _, known in self._entries):
            self._entries.append((order, function))
            self._entries.sort(key=lambda entry: entry[0])
        return function

    def __iter__(self) -> Iterator[F]:
        return iter([function for _, function in self._entries])


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of an item's page, rendered already."""

    html: SafeString


HomeShelves = Callable[[HttpRequest, HomePage], Iterable[Shelf]]
GoOn = Callable[[HttpRequest], ContinueReading | None]
FirstChoice = Callable[[HttpRequest, HomePage], ShelfItem | None]
Tiles = Callable[[HttpRequest, HomePage], Iterable[TypeTile]]
Features = Callable[[HttpRequest, HomePage], Feature | None]
Navigation = Callable[[HttpRequest], Iterable[NavEntry]]
Suggestions = Callable[[HttpRequest], Iterable[str]]
ItemSections = Callable[[HttpRequest, object], Iterable[Section]]
StaffActions = Callable[[HttpRequest], Iterable[Action]]
UsageUrl = Callable[[HttpRequest], str]

home_shelves: Registry[HomeShelves] = Registry()
go_on: Registry[GoOn] = Registry()  # the first answer that is not None is the open book
first_choice: Registry[FirstChoice] = Registry()  # what the book opens on when nothing is begun
home_tiles: Registry[Tiles] = Registry()
home_features: Registry[Features] = Registry()  # the first answer that is not None stands on the night panel
navigation: Registry[Navigation] = Registry()  # after “Home”, before nothing: four fit in all
suggestions: Registry[Suggestions] = Registry()  # searches of the class, three are shown
item_sections: Registry[ItemSections] = Registry()  # called with (request, resource page)
staff_actions: Registry[StaffActions] = Registry()  # buttons on the home page of staff
usage_url: Registry[UsageUrl] = Registry()  # where scripts report what was read; the first that is not empty
