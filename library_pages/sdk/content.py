"""A kind of content of one's own: subclass ContentKind and ContentBacked, and add the kind to `kinds` in `ready()`."""

from library_pages.catalogue.content import (
    Act,
    ContentKind,
    ContentState,
    ContentWords,
    Description,
    Entry,
    EntryWords,
    Link,
    Stored,
    Upload,
    Words,
    kinds,
)
from library_pages.catalogue.models import ContentBacked
from library_pages.catalogue.services.describing import title_from

__all__ = [
    "Act",
    "ContentBacked",
    "ContentKind",
    "ContentState",
    "ContentWords",
    "Description",
    "Entry",
    "EntryWords",
    "Link",
    "Stored",
    "Upload",
    "Words",
    "kinds",
    "title_from",
]
