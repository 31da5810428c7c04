"""How a page whose content is a file opens: in the shared reader."""

from typing import Any

from cms.plugins.contract import Publication
from library_pages.text.enums import SourceKind


def open_file(page: Any, _reader: object, _place: object) -> Publication:
    """The publication that was made of the page's file, for whoever reads it."""
    source = page.source
    return Publication(
        package=str(source.pk),
        engine=source.kind,
        media_type=source.media_type,
        pages=source.page_count if source.kind == SourceKind.PDF else source.chapter_count,
        toc=tuple(source.toc),
        spine=tuple(source.spine),
        fixed_layout=source.fixed_layout,
    )
