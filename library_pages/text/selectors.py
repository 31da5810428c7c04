"""Reading sources: what the type declarations of file-backed resources point at."""

from collections.abc import Iterator

from django.apps import apps

from cms.plugins import registry
from cms.plugins.contract import Passage as FoundPassage
from cms.plugins.contract import Publication
from library_pages.catalogue.models import ResourcePage
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import FileBacked, Passage, SourceFile


def source_of(page: ResourcePage) -> SourceFile | None:
    """The file behind a page of a file-backed type, whatever class the page was fetched as."""
    specific = page if hasattr(page, "source") else page.specific
    return getattr(specific, "source", None)


def passages_of_page(page: ResourcePage) -> Iterator[FoundPassage]:
    """Passages of a page's file in reading order; none while it has not been read."""
    source = source_of(page)
    if source is None or source.state != SourceState.READY:
        return
    for row in Passage.objects.filter(source=source).order_by("order").iterator(chunk_size=500):
        yield FoundPassage(order=row.order, locator=row.locator, label=row.label, heading=row.heading, body=row.body)


def publication_of_page(page: ResourcePage) -> Publication | None:
    """What a reader shell opens; None while the file has not been read."""
    source = source_of(page)
    if source is None or source.state != SourceState.READY:
        return None
    return Publication(
        package=str(source.pk),
        engine=source.kind,
        media_type=source.media_type,
        pages=source.page_count if source.kind == SourceKind.PDF else source.chapter_count,
        toc=tuple(source.toc),
    )


def length_of(page: ResourcePage) -> tuple[int, int]:
    """Pages and chapters of a page's file; zeros when unknown."""
    source = source_of(page)
    return (source.page_count, source.chapter_count) if source else (0, 0)


def pages_of(source: SourceFile) -> list[ResourcePage]:
    """The pages of all file-backed types that show this source."""
    models = [apps.get_model(declaration.page) for declaration in registry.all_types()]
    return [
        page
        for model in models
        if issubclass(model, FileBacked)
        for page in model._default_manager.filter(source=source)
    ]
