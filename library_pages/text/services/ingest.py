"""Reading a source: one idempotent job that comes to the same result however often it is killed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from cms.foundation import clock, jobs
from cms.foundation.errors import Problem
from cms.foundation.events import announce
from cms.foundation.models import Job
from cms.foundation.storage import publications
from library_pages.text import contents
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.epub import metadata, passages, toc, unpack
from library_pages.text.epub.package import read_package
from library_pages.text.events import SourceFailed, SourceReady
from library_pages.text.models import Passage, SourceFile
from library_pages.text.pdf.reader import DOCUMENT, read_pdf
from library_pages.text.refusals import explain
from library_pages.text.safe_zip import SafeZip

_COVER_WIDTH, _COVER_PIXELS = 1200, 40_000_000
_IMAGE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_BATCH = 200  # SQLite: no write transaction over 0.1 s (house-spike, section 5)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file, whatever its kind."""

    fields: dict[str, Any]
    rows: list[dict[str, Any]]
    cover: bytes


class LeaseLostError(Exception):
    """Another worker has taken the job over; this one must write nothing more."""


def ingest(job_id: str) -> None:
    """Read the source of this job, unless another worker does; failures end in the source's row with a reason."""
    job = jobs.claim(job_id)
    if job is None:
        return
    source = SourceFile.objects.get(pk=job.subject)
    SourceFile.objects.filter(pk=source.pk).update(state=SourceState.READING)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "source"
            with source.file.open("rb") as stored, path.open("wb") as local:
                shutil.copyfileobj(stored, local)
            reading = _readers[SourceKind(source.kind)](source, path, job)
        _keep(source, reading, job)
    except LeaseLostError:
        return
    except Problem as problem:
        _give_up(source, job, problem.code)


def give_up_lost(source_id: str) -> None:
    """Note on a source that its job was given up by the sweeper."""
    SourceFile.objects.filter(pk=source_id, state__in=[SourceState.QUEUED, SourceState.READING]).update(
        state=SourceState.FAILED, failure_code="gave-up", failure_detail=explain("gave-up")
    )


def _beat(job: Job, percent: int) -> None:
    if not jobs.heartbeat(job, percent):
        raise LeaseLostError


def _read_epub(source: SourceFile, path: Path, job: Job) -> Reading:
    with path.open("rb") as file:
        archive = SafeZip(file)
        package = read_package(archive)
        entries = toc.read_toc(archive, package)
        titles = {
            entry["href"].partition("#")[0]: entry["title"] for _depth, entry in reversed([*contents.walk(entries)])
        }
        chapters = passages.read_chapters(archive, package, titles)
        _beat(job, 20)
        _store(source, unpack.files_of(archive, package), job, total=len(archive.names))
        cover = metadata.cover_path(package)
        picture = archive.read(cover) if cover and cover in archive else b""
    return Reading(
        fields={
            "metadata": metadata.read_metadata(package),
            "toc": entries,
            "spine": [
                {"href": toc.quoted(item.item.path), "type": item.item.media_type, "title": item.title}
                for item in chapters
            ],
            "fixed_layout": metadata.is_fixed_layout(package),
            "chapter_count": len(chapters),
            "page_count": 0,
            "warnings": [],
        },
        rows=list(passages.passages(chapters)),
        cover=picture,
    )


def _read_pdf(source: SourceFile, path: Path, job: Job) -> Reading:
    found = read_pdf(path)
    _beat(job, 60)
    _store(source, iter([(DOCUMENT, path.read_bytes())]), job, total=1)
    return Reading(
        fields={
            "metadata": found.metadata,
            "toc": found.toc,
            "spine": [{"href": DOCUMENT, "type": "application/pdf", "title": ""}],
            "fixed_layout": True,
            "chapter_count": 0,
            "page_count": found.page_count,
            "warnings": found.warnings,
        },
        rows=found.passages,
        cover=found.cover,
    )


_readers: dict[SourceKind, Callable[[SourceFile, Path, Job], Reading]] = {
    SourceKind.EPUB: _read_epub,
    SourceKind.PDF: _read_pdf,
}


def _store(source: SourceFile, files: Iterator[tuple[str, bytes]], job: Job, *, total: int) -> None:
    storage = publications()
    for number, (name, data) in enumerate(files):
        target = source.package + name
        # A half-written file of a killed attempt is replaced, never given a second name.
        if storage.exists(target):
            storage.delete(target)
        storage.save(target, ContentFile(data))
        if number % 25 == 0:
            _beat(job, 20 + min(60, 60 * number // max(total, 1)))


def _keep(source: SourceFile, reading: Reading, job: Job) -> None:
    Passage.objects.filter(source=source).delete()
    rows = [Passage(source=source, **row) for row in reading.rows]
    for start in range(0, len(rows), _BATCH):
        Passage.objects.bulk_create(rows[start : start + _BATCH])
        _beat(job, 80 + 15 * start // max(len(rows), 1))
    _keep_cover(source, reading.cover)
    with transaction.atomic():
        if not jobs.finish(job):
            raise LeaseLostError
        for field, value in reading.fields.items():
            setattr(source, field, value)
        source.state, source.ready_at = SourceState.READY, clock.now()
        source.failure_code = source.failure_detail = ""
        source.save()
        announce(SourceReady(source_id=source.pk))


def _keep_cover(source: SourceFile, data: bytes) -> None:
    if not data:
        return
    try:
        with Image.open(BytesIO(data), formats=_IMAGE_FORMATS) as image:
            if image.width * image.height > _COVER_PIXELS:
                return
            picture = image.convert("RGB")
            picture.thumbnail((_COVER_WIDTH, _COVER_WIDTH * 2))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return  # a broken cover costs the picture, not the book
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    name = f"covers/{source.pk}.jpg"
    if source.cover.storage.exists(name):
        source.cover.storage.delete(name)
    source.cover.save(f"{source.pk}.jpg", ContentFile(out.getvalue()), save=False)


def _give_up(source: SourceFile, job: Job, code: str) -> None:
    with transaction.atomic():
        if not jobs.fail(job, code, ""):
            return
        SourceFile.objects.filter(pk=source.pk).update(
            state=SourceState.FAILED, failure_code=code, failure_detail=explain(code)
        )
        announce(SourceFailed(source_id=source.pk))
