"""Reading sources: what the type declarations of file resources point at."""

from collections.abc import Collection, Iterator

from cms.foundation import jobs
from cms.plugins import contract
from cms.plugins.contract import Publication
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import FilePageMixin, Passage, SourceFile

_PASSAGE = ("order", "locator", "label", "heading", "body")
_LENGTHS = ("source__page_count", "source__chapter_count")
INGEST_TASK = "library_pages.text.tasks.ingest"  # name of the job that reads a source


def passages_of(source: SourceFile) -> Iterator[contract.Passage]:
    """Passages of a source in reading order, fetched piece by piece; none while it has not been read."""
    if source.state != SourceState.READY:
        return
    rows = Passage.objects.filter(source=source).order_by("order").values(*_PASSAGE)
    for row in rows.iterator(chunk_size=500):
        yield contract.Passage(**row)


def state_of(source: SourceFile) -> tuple[SourceState, int]:
    """State of a source as it is now, and percent done while it is being read."""
    state = SourceState(SourceFile.objects.values_list("state", flat=True).get(pk=source.pk))
    job = jobs.latest(INGEST_TASK, str(source.pk)) if state == SourceState.READING else None
    return state, job.percent if job else (100 if state == SourceState.READY else 0)


def publication_of_page(page: ResourcePage) -> Publication | None:
    """What a reader shell opens; None while the file has not been read."""
    source = content_of(page, SourceFile)
    if source is None or source.state != SourceState.READY:
        return None
    return Publication(
        package=str(source.pk),
        engine=source.kind,
        media_type=source.media_type,
        pages=source.page_count if source.kind == SourceKind.PDF else source.chapter_count,
        toc=tuple(source.toc),
        spine=tuple(source.spine),
        fixed_layout=source.fixed_layout,
    )


def lengths_of(model: type[FilePageMixin], pks: Collection[int]) -> dict[int, tuple[int, int]]:
    """Pages and chapters of the files behind these pages of one type, by primary key; without a file, left out."""
    rows = model._default_manager.filter(pk__in=pks, source__isnull=False)
    return {pk: (pages, chapters) for pk, pages, chapters in rows.values_list("pk", *_LENGTHS)}
