"""Reading sources: what the type declarations of file resources point at."""

from collections.abc import Collection, Iterator

from cms.foundation import jobs
from cms.plugins import contract
from library_pages.text.enums import SourceState
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


def lengths_of(model: type[FilePageMixin], pks: Collection[int]) -> dict[int, tuple[int, int]]:
    """Pages and chapters of the files behind these pages of one type, by primary key; without a file, left out."""
    rows = model._default_manager.filter(pk__in=pks, source__isnull=False)
    return {pk: (pages, chapters) for pk, pages, chapters in rows.values_list("pk", *_LENGTHS)}
