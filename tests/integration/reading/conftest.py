from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import Passage, SourceFile
from tests.factories import catalogue, schools


def source(kind=SourceKind.EPUB, state=SourceState.READY, **fields):
    """A file that has been read, without bytes behind it."""
    from cms.foundation import clock

    media_type = "application/pdf" if kind == SourceKind.PDF else "application/epub+zip"
    fields.setdefault("toc", [{"title": "Chương 1", "href": "OEBPS/ch1.xhtml", "children": []}])
    fields.setdefault("spine", [{"href": "OEBPS/ch1.xhtml", "type": "application/xhtml+xml", "size": 900}])
    return SourceFile.objects.create(
        id=uuid4(),
        original_name=f"book.{kind}",
        file=f"uploads/{uuid4()}.{kind}",
        kind=kind,
        media_type=media_type,
        size=1,
        sha256="0" * 64,
        state=state,
        uploaded_at=clock.now(),
        **fields,
    )


def passages(made, count=3):
    """Passages of a source, in order."""
    return Passage.objects.bulk_create(
        Passage(
            source=made,
            order=order,
            locator=locator(order / count, title=f"Chương {order + 1}"),
            label=f"Chương {order + 1}",
            body="xưa có một anh chàng",
        )
        for order in range(count)
    )


def locator(total=0.42, *, title="Chương 3", href="OEBPS/ch1.xhtml", **quote):
    """A place in an EPUB."""
    text = {"before": "Xưa thật xưa. ", "highlight": "Có một anh chàng đốn củi. ", **quote}
    return {
        "href": href,
        "type": "application/xhtml+xml",
        "title": title,
        "locations": {"progression": 0.5, "totalProgression": total},
        "text": text,
    }


def pdf_locator(page, pages=96):
    """A place in a PDF."""
    share = round((page - 1) / pages, 6)
    return {
        "href": "doc.pdf",
        "type": "application/pdf",
        "locations": {"position": page, "progression": share, "totalProgression": share},
    }


@pytest.fixture
def a(db):
    """A school with a pupil in it and a readable book: `.school… .pupil .reader .book`."""
    made = schools.school()
    pupil = schools.pupil(made)
    book = catalogue.ebook(made.shelf, "Thạch Sanh", author="Truyện cổ", source=source())
    return SimpleNamespace(
        **vars(made), place=made, pupil=pupil, reader=reader_for(pupil), book=catalogue.resource(book), page=book
    )


@pytest.fixture
def teacher(a):
    return schools.user(Role.TEACHER, a.place)


@pytest.fixture
def signed_in(client, a):
    """The pupil's browser."""
    client.force_login(a.pupil)
    return client
