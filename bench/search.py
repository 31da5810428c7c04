"""Answers of the search engine of one PC against the database stand-in, which is what answers without any engine.

Reference `database`. Both hold the same works and passages and are asked the same questions under the same tokens; each
answer must name the work that the question was made from.
"""

from typing import Any

from bench.corpus import Book, books
from bench.measure import Measured, UnequalWorkError, compare
from bench.place import installation

REFERENCE = "database"
_ASKED = 12
_GOAL = 0.5


def run(*, quick: bool) -> Measured:
    count, passages, rounds = (300, 6, 10) if quick else (2_000, 20, 30)
    with installation():
        from search.engines import by_name
        from search.port import Query

        library = list(books(count, passages))
        tokens = frozenset({"public"})
        engines = {name: by_name(name) for name in ("tantivy", REFERENCE)}
        for engine in engines.values():
            engine.rebuild(_documents(library))
        asked = [library[place * len(library) // _ASKED] for place in range(_ASKED)]
        queries = [Query(_typed(book), tokens) for book in asked]
        answers = {name: [engine.search(query) for query in queries] for name, engine in engines.items()}
        _must_agree(answers, asked)
        arms = {
            name: lambda engine=engine: [len(engine.search(query).hits) for query in queries]
            for name, engine in engines.items()
        }
        found = compare(arms, reference=REFERENCE, rounds=rounds, same=False)
    amounts = {"works": count, "passages": count * passages, "questions": _ASKED}
    return Measured(REFERENCE, found["tantivy"], _GOAL, amounts)


def _typed(book: Book) -> str:
    """As a pupil types it: no diacritics, small letters, one word of a passage."""
    from cms.foundation.text import fold

    return fold(f"{book.title} {book.author.split()[-1]}")


def _must_agree(answers: dict[str, list[Any]], asked: list[Book]) -> None:
    for name, given in answers.items():
        for answer, book in zip(given, asked, strict=True):
            if _key(book) not in {hit.id for hit in answer.hits}:
                raise UnequalWorkError(f"{name} does not find {book.title!r}.")


def _key(book: Book) -> str:
    return f"00000000-0000-7000-8000-{book.number:012d}"


def _documents(library: list[Book]) -> Any:
    from cms.plugins.contract import Passage
    from search.port import Put, ResourceDocument

    for book in library:
        work = ResourceDocument(
            id=_key(book),
            version=1,
            title=book.title,
            visible_to=("public",),
            contributors=(book.author,),
            facets={"type": ("book",), "language": ("vi",)},
            sort_key=book.title.lower(),
        )
        texts = enumerate(book.passages)
        yield Put(work, tuple(Passage(place, {}, str(place), "", text) for place, text in texts))
