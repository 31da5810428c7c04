"""Files as librarians bring them, by group and name: good ones, odd ones, broken ones and hostile ones."""

from collections.abc import Callable
from typing import Final

from tests.factories.inputs import books, captions, documents, recordings, strangers

Inputs = Callable[[], dict[str, bytes]]

GROUPS: Final[dict[str, Inputs]] = {
    "books": books.whole,
    "books-letters": books.letters,
    "books-covers": books.covers,
    "books-archives": books.archives,
    "books-contents": books.contents,
    "books-hostile": books.hostile,
    "documents": documents.all_documents,
    "strangers": strangers.all_strangers,
    "sounds": recordings.sounds,
    "films": recordings.films,
    "captions": captions.all_captions,
}
