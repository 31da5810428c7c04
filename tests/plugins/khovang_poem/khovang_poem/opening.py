"""How a poem opens: a page of its own with all stanzas."""

from typing import Any

from khovang_poem.passages import parts
from library_pages.sdk.declaration import OwnPage


def open_poem(page: Any, _reader: object, _place: object) -> OwnPage:
    """The stanzas in their order."""
    return OwnPage("khovang_poem/read.html", {"stanzas": parts(page)})
