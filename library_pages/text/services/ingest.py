"""Reading an uploaded file: text, description, cover, and the package that readers open.

Killed at any point it starts again and comes to the same result: package and passages are replaced as a whole, the
source becomes READY last, and the job is finished only after the news of that has gone out.
"""

import shutil
import time
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from cms.foundation import clock, jobs, temporary, turns
from cms.foundation.events import announce
from cms.foundation.models import Job
from cms.foundation.storage import publications
from cms.plugins import contract
from library_pages.catalogue.events import ContentReady
from library_pages.catalogue.refusals import RefusedError
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.models import Passage, SourceFile
from library_pages.text.selectors import INGEST_TASK
from library_pages.text.services import packages
from library_pages.text.services.readers import Reading, reading_of

_BEAT_SECONDS = 1.0
_BATCH = 200  # no write transaction over 0.1 s on SQLite


class LeaseLostError(Exception):
    """Somebody else works on this job now."""


class _Pulse:
    """Prolongs the lease and notes progress, at most once a second."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last = time.monotonic()
        self._percent = 0

    def __call__(self, percent: int | None = None) -> None:
        self._percent = max(self._percent, percent or 0)
        if time.monotonic() - self._last >= _BEAT_SECONDS:
            self.now()

    def now(self) -> None:
        self._last = time.monotonic()
        if not jobs.heartbeat(self._job, self._percent):
            raise LeaseLostError(str(self._job.pk))


def ingest(job_id: str) -> None:
    """Do this job, unless somebody else has it or it is over."""
    job = jobs.claim(job_id)
    if job is not None:
        do(job)


@turns.works_on(INGEST_TASK)
def do(job: Job) -> None:
    source = SourceFile.objects.filter(pk=job.subject).first()
    if source is None:
        jobs.fail(job, "source-gone", job.subject)
        return
    if source.state == SourceState.READY:
        # An earlier attempt died between its commit and the end of its job: the news may not have gone out.
        announce(ContentReady(SourceFile, source.pk))
        jobs.finish(job)
        return
    try:
        _begin(source, job)
        read_source(source, _Pulse(job))
    except RefusedError as refusal:
        _refuse(source, job, refusal)
    except (LeaseLostError, packages.PackageInUseError):
        return
    else:
        jobs.finish(job)


def ingest_now(source: SourceFile) -> None:
    """Do the source's open job in this process; for commands that want to see the end of it."""
    job = jobs.latest(INGEST_TASK, str(source.pk))
    if job is not None:
        ingest(str(job.pk))
    source.refresh_from_db()


def read_source(source: SourceFile, pulse: _Pulse) -> None:
    """Read the file and store what was found; the source is READY when this returns.

    Raises:
        RefusedError: the file can't be shown to readers.
        LeaseLostError: somebody else has taken over.
    """
    storage = publications()
    with temporary.folder("ingest") as folder:
        file = folder / "upload"
        try:
            with source.file.open("rb") as stored, file.open("wb") as local:
                shutil.copyfileobj(stored, local)
        except FileNotFoundError as error:
            raise RefusedError("file-gone", str(error)) from error
        with reading_of(SourceKind(source.kind), file, folder, pulse) as reading:
            packages.replace_package(storage, source.package, reading.files, lambda: pulse(80))
            pulse(90)
            if reading.cover:
                source.cover = packages.put(storage, f"covers/{source.pk}.jpg", reading.cover)
            _store(source, reading, pulse)


def _begin(source: SourceFile, job: Job) -> None:
    with transaction.atomic():
        if job.attempt >= job.max_attempts:
            # Written before the last attempt, since nobody is left to write it when this one is killed too.
            source.state, source.failure_code = SourceState.FAILED, "gave-up"
        else:
            source.state, source.failure_code = SourceState.READING, ""
        source.failure_detail = ""
        source.save(update_fields=["state", "failure_code", "failure_detail"])


def _store(source: SourceFile, reading: Reading, pulse: _Pulse) -> None:
    found = reading.extracted
    _store_passages(source, reading.passages, pulse)
    with transaction.atomic():
        pulse.now()
        source.metadata, source.toc, source.spine = found.metadata, found.toc, found.spine
        source.warnings, source.fixed_layout = found.warnings, found.fixed_layout
        source.page_count, source.chapter_count = found.page_count, found.chapter_count
        source.state, source.ready_at = SourceState.READY, clock.now()
        source.failure_code = source.failure_detail = ""
        source.save(force_update=True)  # never a second time: its page may have been deleted meanwhile
        announce(ContentReady(SourceFile, source.pk))


def _store_passages(source: SourceFile, passages: Iterator[contract.Passage], pulse: _Pulse) -> None:
    # In small batches, since SQLite has one writer; nobody reads them before the source is READY. The lease is asked
    # for in the same transaction, so that a worker that came back late can't write among another one's rows.
    with transaction.atomic():
        pulse.now()
        Passage.objects.filter(source=source).delete()
    while batch := list(islice(passages, _BATCH)):
        rows = [
            Passage(
                source=source,
                order=passage.order,
                locator=passage.locator,
                label=passage.label,
                heading=passage.heading,
                body=passage.body,
            )
            for passage in batch
        ]
        with transaction.atomic():
            pulse.now()
            Passage.objects.bulk_create(rows)


def _refuse(source: SourceFile, job: Job, refusal: RefusedError) -> None:
    packages.remove_package(publications(), source.package)
    with transaction.atomic():
        if not jobs.fail(job, refusal.code, refusal.detail):
            return
        source.state = SourceState.FAILED
        source.failure_code, source.failure_detail = refusal.code, refusal.detail
        source.save(update_fields=["state", "failure_code", "failure_detail"])
        source.passages.all().delete()
