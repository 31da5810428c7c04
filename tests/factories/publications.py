"""E-books with a file behind them that has been read, without the bytes of one."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.foundation import clock
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import Passage, SourceFile
from tests.factories import catalogue

if TYPE_CHECKING:
    from library_pages.catalogue.models import ShelfPage
    from library_pages.types.ebook.models import EbookPage

TOC = [
    {"title": "Chương 1", "href": "c1.xhtml", "children": [{"title": "Phần a", "href": "c1.xhtml#a", "children": []}]}
]
SPINE = [{"href": "c1.xhtml", "type": "application/xhtml+xml", "size": 1200}]


def source(state: SourceState = SourceState.READY, *texts: str) -> SourceFile:
    """An EPUB as the reading job leaves it: contents, spine, one passage for each text."""
    moment = clock.now()
    made = SourceFile.objects.create(
        original_name="sach.epub",
        kind=SourceKind.EPUB,
        media_type="application/epub+zip",
        size=1,
        sha256="0" * 64,
        state=state,
        toc=TOC,
        spine=SPINE,
        chapter_count=3,
        uploaded_at=moment,
        ready_at=moment,
    )
    Passage.objects.bulk_create(
        [
            Passage(
                source=made, order=order, locator=locator(0.1 * order), label="Chương 1", heading="Chương 1", body=text
            )
            for order, text in enumerate(texts, start=1)
        ]
    )
    return made


def readable(
    shelf: ShelfPage, title: str = "", *texts: str, state: SourceState = SourceState.READY, **fields
) -> EbookPage:
    """An e-book that can be opened, or one whose file is in another state."""
    return catalogue.ebook(shelf, title, source=source(state, *texts), **fields)


def picture(width: int, height: int) -> Image:
    """A picture for a cover, with the rendition that the site shows."""
    image = Image.objects.create(title="bìa", file=get_test_image_file(size=(width, height)))
    with warnings.catch_warnings():
        # Wagtail leaves the temporary file of a new rendition to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        image.get_rendition("width-400|format-jpeg")
        gc.collect()
    return image


def locator(total: float, href: str = "c1.xhtml") -> dict[str, object]:
    """A place in the whole, 0 to 1."""
    return {
        "href": href,
        "type": "application/xhtml+xml",
        "locations": {"progression": total, "totalProgression": total},
    }
