"""A kind of content of one's own: subclass ContentKind and ContentPageMixin; `ready()` adds the kind to `kinds`."""

from library_pages.catalogue.content import (
    Act,
    ContentKind,
    ContentState,
    ContentWords,
    Description,
    Entry,
    EntryWords,
    Link,
    Notice,
    Readiness,
    StoredUpload,
    Upload,
    Words,
    kinds,
)
from library_pages.catalogue.models import ContentPageMixin
from library_pages.catalogue.services.describing import title_from

__all__ = [
    "Act",
    "ContentKind",
    "ContentPageMixin",
    "ContentState",
    "ContentWords",
    "Description",
    "Entry",
    "EntryWords",
    "Link",
    "Notice",
    "Readiness",
    "StoredUpload",
    "Upload",
    "Words",
    "kinds",
    "title_from",
]
