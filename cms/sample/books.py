"""The books of the sample library, with what a catalogue says of them."""

from dataclasses import dataclass
from functools import cache

from cms.sample import content
from cms.sample.source_text import Chapter, SourceText, parse

# Front matter name of a person and MARC relator code.
_ROLES = {
    "author": "aut",
    "illustrator": "ill",
    "editor": "edt",
    "translator": "trl",
    "compiler": "com",
    "narrator": "nrt",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A catalogue record: `people` are pairs of name and MARC relator, `grades` the first and last grade."""

    slug: str
    title: str
    subtitle: str
    people: tuple[tuple[str, str], ...]
    publisher: str
    year: int
    date: str
    subjects: tuple[str, ...]
    ddc: str
    tags: tuple[str, ...]
    grades: tuple[int, int]
    level: str
    audience: str
    identifier: str
    summary: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book with its text; `cover` is the name of a file among the pictures."""

    entry: Entry
    cover: str
    chapters: tuple[Chapter, ...]
    words: int


def entry_of(text: SourceText) -> Entry:
    """The catalogue record in a text's front matter; a missing field is a KeyError with its name."""
    front = text.front
    first, _, last = front["grades"].partition("-")
    return Entry(
        slug=front["slug"],
        title=front["title"],
        subtitle=front["subtitle"],
        people=tuple((front[name], role) for name, role in _ROLES.items() if name in front),
        publisher=front["publisher"],
        year=int(front["year"]),
        date=front["date"],
        subjects=_many(front["subjects"]),
        ddc=front["ddc"],
        tags=_many(front["tags"]),
        grades=(int(first), int(last)),
        level=front["level"],
        audience=front["audience"],
        identifier=front["identifier"],
        summary=front["summary"],
    )


@cache
def all_books() -> tuple[Book, ...]:
    """Every book, in the order of their slugs."""
    texts = [parse(path.read_text(encoding="utf-8")) for path in sorted(content.BOOKS.glob("*.md"))]
    return tuple(Book(entry_of(text), text.front["cover"], text.chapters, text.words) for text in texts)


def book(slug: str) -> Book:
    """The book with this slug.

    Raises:
        KeyError: there is none.
    """
    return {found.entry.slug: found for found in all_books()}[slug]


def _many(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";"))
