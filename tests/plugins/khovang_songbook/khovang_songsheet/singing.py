"""What is found in a sheet, and what opens it."""

from collections.abc import Iterator
from typing import Any

from library_pages.sdk.declaration import OwnPage, Passage
from library_pages.sdk.language import nfc


def verses(page: Any) -> Iterator[Passage]:
    """One passage with all the words."""
    words = nfc(page.specific.words).strip()
    if words:
        locator = {"href": "#words", "type": "text/html", "locations": {"position": 1, "totalProgression": 0.0}}
        yield Passage(order=0, locator=locator, label="1", heading=page.title, body=words)


def open_sheet(page: Any, _reader: object, _place: object) -> OwnPage:
    """The words on a page of the site."""
    return OwnPage("khovang_songsheet/read.html", {"words": page.words})
