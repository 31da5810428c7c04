"""How long e-books are: by pages where the file has them, else by chapters."""

from collections.abc import Iterable

from library_pages.sdk.pages import ResourcePage
from library_pages.sdk.text import lengths_of
from library_pages.types.ebook.models import EbookPage


def lengths(books: Iterable[ResourcePage]) -> dict[int, dict[str, int | None]]:
    """Values of the details `pages` and `chapters` by primary key; nothing while the file has not been read."""
    found = lengths_of(EbookPage, [book.pk for book in books])
    return {
        pk: {"pages": pages} if pages else {"chapters": chapters or None} for pk, (pages, chapters) in found.items()
    }
