"""The short fact under an e-book on a shelf."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from library_pages.sdk.pages import ResourcePage
from library_pages.sdk.text import lengths_of
from library_pages.types.ebook.models import EbookPage


def lengths(pages: Iterable[ResourcePage]) -> dict[int, str]:
    """“120 pages” or “7 chapters”; nothing while the file has not been read."""
    found = lengths_of(EbookPage, [page.pk for page in pages])
    return {pk: words for pk, (count, chapters) in found.items() if (words := _in_words(count, chapters))}


def _in_words(pages: int, chapters: int) -> str:
    if pages:
        return ngettext("%(count)s page", "%(count)s pages", pages) % {"count": pages}
    if chapters:
        return ngettext("%(count)s chapter", "%(count)s chapters", chapters) % {"count": chapters}
    return ""
