"""What reading a file gives: what to keep, which files its package gets, the cover. The reading is done in the jail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cms.plugins.contract import Passage
from library_pages.text import bounds
from library_pages.text.enums import SourceKind
from library_pages.text.extraction import Extraction, PackageFile
from library_pages.text.jail import taking
from library_pages.text.jail.run import LIMITS, read, redrawn
from library_pages.text.media_types import PDF
from library_pages.text.pdf.extract import DOCUMENT
from library_pages.text.pdf.junk import begins_at

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found; passages and files are read one at a time while the reading is open.

    Attributes:
        extracted: all but the passages.
    """

    extracted: Extraction
    passages: Iterator[Passage]
    files: Iterator[PackageFile]
    cover: bytes | None


@contextmanager
def reading_of(kind: SourceKind, file: Path, folder: Path, beat: Callable[[int], None]) -> Iterator[Reading]:
    """Read a file; `folder` is an empty one for what is needed meanwhile.

    Raises:
        RefusedError: see `wording.REASONS`; also while passages and files are taken.
    """
    found = folder / "found"
    found.mkdir()
    seconds = bounds.seconds_of(file.stat().st_size)
    read(kind, file, found, beat, replace(LIMITS, seconds=seconds, silence=seconds))
    extracted, passages = taking.description(found), taking.passages(found, file.stat().st_size)
    if kind == SourceKind.PDF:
        with file.open("rb") as stream:
            stream.seek(begins_at(file))
            chunks = iter(lambda: stream.read(_CHUNK), b"")
            yield Reading(extracted, passages, iter([PackageFile(DOCUMENT, PDF, chunks)]), taking.cover(found))
        return
    picture = taking.picture(found)
    drawn = folder / "drawn"
    drawn.mkdir()
    yield Reading(extracted, passages, taking.files(found), redrawn(picture, drawn) if picture else None)
