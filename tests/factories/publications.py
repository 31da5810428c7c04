"""E-books as readers meet them: with passages, in every state, with a picture for a cover."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from library_pages.text.enums import SourceState
from tests.factories import catalogue, sources

if TYPE_CHECKING:
    from library_pages.catalogue.models import ShelfPage
    from library_pages.types.ebook.models import EbookPage


def readable(
    shelf: ShelfPage, title: str = "", *texts: str, state: SourceState = SourceState.READY, **fields
) -> EbookPage:
    """An e-book that can be opened, or one whose file has gone into another state since."""
    page = catalogue.ebook(shelf, title, source=sources.source(SourceState.READY, *texts), **fields)
    sources.becomes(page.source, state)
    return page


def picture(width: int, height: int) -> Image:
    """A picture for a cover, with the rendition that the site shows."""
    image = Image.objects.create(title="bìa", file=get_test_image_file(size=(width, height)))
    with warnings.catch_warnings():
        # Wagtail leaves the temporary file of a new rendition to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        image.get_rendition("width-400|format-jpeg")
        gc.collect()
    return image
