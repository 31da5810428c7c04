"""Resources, with a file behind them that has been read."""

from __future__ import annotations

from itertools import count

from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import Contribution, Contributor, ResourcePage, ShelfPage
from library_pages.types.ebook.models import EbookPage
from tests.factories import sources

_numbers = count(1)


def ebook(shelf: ShelfPage, title: str = "", *, author: str = "", live: bool = True, **fields) -> EbookPage:
    """An e-book on a shelf, published unless told."""
    title = title or f"Sách số {next(_numbers)}"
    fields.setdefault("audience", Audience.SCHOOL)
    if "source" not in fields:
        fields["source"] = sources.source()
    page = shelf.add_child(instance=EbookPage(title=title, live=live, **fields))
    if author:
        contributor, _ = Contributor.objects.get_or_create(name=author)
        page.contributions.add(Contribution(contributor=contributor))
        page.save()
    return page


def resource(page: EbookPage) -> ResourcePage:
    """The row of a page as lists see it."""
    return ResourcePage.objects.get(pk=page.pk)
