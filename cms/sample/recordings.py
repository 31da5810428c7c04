"""The recordings of the sample library, with what a catalogue says of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cms.sample import content
from cms.sample.books import Entry, book, entry_of
from cms.sample.source_text import Chapter, parse


@dataclass(frozen=True, slots=True)
class SampleRecording:
    """A recording with the text that it speaks; `book` is the slug of the book that it reads aloud, or empty.

    The text of a film is that of its slides, one chapter each.
    """

    entry: Entry
    chapters: tuple[Chapter, ...]
    book: str
    stem: Path

    @property
    def is_film(self) -> bool:
        """Whether there is something to see."""
        return not self.book

    @property
    def file(self) -> Path:
        return self.stem.with_suffix(".mp4" if self.is_film else ".m4b")

    @property
    def captions(self) -> Path:
        """What is said when, as WebVTT."""
        return self.stem.with_suffix(".vtt")


@cache
def all_recordings() -> tuple[SampleRecording, ...]:
    """Every recording, in the order of the files' names."""
    found = []
    for path in sorted(content.RECORDINGS.glob("*.md")):
        text = parse(path.read_text(encoding="utf-8"))
        read = text.front.get("book", "")
        chapters = (*text.chapters, *(book(read).chapters if read else ()))
        found.append(SampleRecording(entry_of(text), chapters, read, path.with_suffix("")))
    return tuple(found)
