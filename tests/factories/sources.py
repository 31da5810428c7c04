"""Files of e-books as the reading job leaves them, without the bytes."""

from __future__ import annotations

from cms.foundation import clock
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import Passage, SourceFile

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


def becomes(source: SourceFile, state: SourceState) -> None:
    """The file of a page that is live already goes into another state."""
    source.state = state
    source.save(update_fields=["state"])


def locator(total: float, href: str = "c1.xhtml") -> dict[str, object]:
    """A place in the whole, 0 to 1."""
    return {
        "href": href,
        "type": "application/xhtml+xml",
        "locations": {"progression": total, "totalProgression": total},
    }
