"""All that a declaration can name; each raises when it is told to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from library_pages.sdk.declaration import Availability, AvailabilityState, Passage, Publication

raising = ""  # the field of the declaration whose callable raises


def raise_if_told(field: str) -> None:
    """Raise where this field's callable is the one that does."""
    if raising == field:
        raise RuntimeError(f"{field} raises")


def availability(pages: Iterable[Any], reader: Any) -> dict[int, Availability]:
    """They lie in a box beside the door."""
    raise_if_told("availability")
    return {page.pk: Availability(AvailabilityState.ON_SHELF) for page in pages}


def sheets(pages: Iterable[Any]) -> dict[int, int]:
    """The same for every leaflet."""
    raise_if_told("details")
    return dict.fromkeys((page.pk for page in pages), 1)


def passages(page: Any) -> Iterator[Passage]:
    """The text, after which it raises."""
    locator = {"href": "#text", "type": "text/html", "locations": {"totalProgression": 0}}
    yield Passage(order=0, locator=locator, label="tờ 1", heading="", body=page.specific.text)
    raise_if_told("search.passages")


def place_label(locator: Mapping[str, Any], label: str) -> str:
    raise_if_told("search.place_label")
    return label


def publication(page: Any, _reader: object, _place: object) -> Publication:
    """What the contents and the API are made of; there is no package behind it."""
    raise_if_told("opening.open")
    entry = {"title": page.title, "href": "text.html", "children": []}
    return Publication(package=str(page.uid), engine="epub", media_type="text/html", pages=1, toc=(entry,))
