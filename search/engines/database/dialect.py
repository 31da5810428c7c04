"""Full text in SQLite (FTS5) and in PostgreSQL (tsvector): both come with the database, no extension is needed.

`search_unit` holds one row a record and one a passage. `rowid` is the resource's id times 2^20, plus 0 for the record
or the passage's number from 1; so the resource is known without a join. Words come ready-made, folded.
"""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from django.db import connection, transaction

UNITS = 20
"""Bits of a passage's number."""

_MAX_WORDS = 20_000
_MAX_LETTERS = 100
_STEPS = 2_000  # of SQLite's machine between two looks at the clock, a fraction of a millisecond


def is_record(rowid: int) -> bool:
    """Whether a row is a record and not a passage."""
    return not rowid & ((1 << UNITS) - 1)


Unit = tuple[int, Sequence[str], Sequence[str]]
"""rowid, names (of a record), other words; both in order."""


class Dialect(Protocol):
    """What differs between the two."""

    match: str
    """Condition on `search_unit`; its parameter is an expression."""

    hits: str
    """Whether rows that match are collected before they are joined."""

    match_word: str
    """The same for one word out of `given.word`."""

    given: str
    """A table expression with the column `word`; its parameter is made by `words_parameter`."""

    def term(self, word: str, *, names: bool = False, prefix: bool = False) -> str:
        """Expression: a word, in names only, perhaps half typed."""

    def phrase(self, words: Sequence[str]) -> str:
        """Expression: words side by side."""

    def every(self, parts: Collection[str]) -> str:
        """Expression: all of them."""

    def any_of(self, parts: Collection[str]) -> str:
        """Expression: any of them."""

    def words_parameter(self, words: Iterable[str]) -> object:
        """The parameter of `given`."""

    def insert(self, units: Iterable[Unit]) -> None:
        """Add a row for each resource and passage; the caller has removed older ones."""

    def settle(self) -> None:
        """Let the database count its rows, after there are many new ones."""

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Give up what takes longer, by an OperationalError."""


class _Sqlite:
    match = "search_unit MATCH %s"
    hits = "NOT MATERIALIZED"  # it walks the index in order and stops when it has enough
    match_word = "search_unit MATCH 'words : \"' || given.word || '\"'"
    given = "(SELECT value AS word FROM json_each(%s)) AS given"

    def term(self, word: str, *, names: bool = False, prefix: bool = False) -> str:
        return f'{"names" if names else "words"} : "{word}"{" *" if prefix else ""}'

    def phrase(self, words: Sequence[str]) -> str:
        return f'words : "{" ".join(words)}"'

    def every(self, parts: Collection[str]) -> str:
        return f"({' AND '.join(parts)})"

    def any_of(self, parts: Collection[str]) -> str:
        return f"({' OR '.join(parts)})"

    def words_parameter(self, words: Iterable[str]) -> object:
        return json.dumps(list(words))

    def insert(self, units: Iterable[Unit]) -> None:
        rows = ((rowid, " ".join(names), " ".join(_kept((*names, *more)))) for rowid, names, more in units)
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_unit (rowid, names, words) VALUES (%s, %s, %s)", list(rows))

    def settle(self) -> None:
        """Nothing: plans do not depend on it."""

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        connection.ensure_connection()
        until = time.monotonic() + seconds
        connection.connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)


class _Postgres:
    match = "lexemes @@ %s::tsquery"
    hits = "MATERIALIZED"
    match_word = "lexemes @@ ('''' || given.word || '''')::tsquery"
    given = "unnest(%s::text[]) AS given(word)"

    def term(self, word: str, *, names: bool = False, prefix: bool = False) -> str:
        label = ("*" if prefix else "") + ("A" if names else "")
        return f"'{word}'" + (f":{label}" if label else "")

    def phrase(self, words: Sequence[str]) -> str:
        return f"({' <-> '.join(map(self.term, words))})"

    def every(self, parts: Collection[str]) -> str:
        return f"({' & '.join(parts)})"

    def any_of(self, parts: Collection[str]) -> str:
        return f"({' | '.join(parts)})"

    def words_parameter(self, words: Iterable[str]) -> object:
        return list(words)

    def insert(self, units: Iterable[Unit]) -> None:
        rows = ((rowid, " ".join(_kept((*names, *more))), _vector(names, more)) for rowid, names, more in units)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_unit (rowid, words, lexemes) VALUES (%s, %s, %s::tsvector)", list(rows)
            )

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_unit, search_indexedresource, search_indexedtoken")

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            before = cursor.fetchone()[0]
            limit = "SELECT set_config('statement_timeout', %s, true)"
            cursor.execute(limit, [f"{max(1, int(seconds * 1000))}ms"])
            yield
            cursor.execute(limit, [before])


def _kept(words: Sequence[str]) -> list[str]:
    return [word for word in words[:_MAX_WORDS] if len(word) <= _MAX_LETTERS]


def _vector(names: Sequence[str], more: Sequence[str]) -> str:
    """Text form of a tsvector; names carry the label A. Words are letters and digits, so nothing needs escaping."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(_kept((*names, *more)), start=1):
        places.setdefault(word, []).append(f"{place}{'A' if place <= len(names) else ''}")
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


_SQLITE, _POSTGRES = _Sqlite(), _Postgres()


def dialect() -> Dialect:
    """That of the default database."""
    return _POSTGRES if connection.vendor == "postgresql" else _SQLITE
