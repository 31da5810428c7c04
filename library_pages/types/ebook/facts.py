"""The short fact under an e-book on a shelf."""

from django.utils.translation import ngettext

from library_pages.catalogue.models import ResourcePage
from library_pages.text.selectors import length_of


def length(page: ResourcePage) -> str:
    """“120 pages” or “7 chapters”; empty while the file has not been read."""
    pages, chapters = length_of(page)
    if pages:
        return ngettext("%(count)s page", "%(count)s pages", pages) % {"count": pages}
    if chapters:
        return ngettext("%(count)s chapter", "%(count)s chapters", chapters) % {"count": chapters}
    return ""
