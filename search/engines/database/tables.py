"""Questions to the tables; each is limited in rows, and none ranks."""

# ruff: noqa: S608  (only names of tables, numbers and placeholders are put together here)

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection

from search.engines.database.dialect import UNITS, dialect
from search.engines.payloads import card_of
from search.models import IndexedPassage, IndexedResource
from search.ranking import Card

MOST_RESOURCES: Final = 20_000
_OFTEN: Final = 50  # documents with a word are counted up to here
_UNIT: Final = (1 << UNITS) - 1

_OPENED = "EXISTS (SELECT 1 FROM search_indexedtoken t WHERE t.resource_id = w.id AND t.token IN ({tokens}))"
_ROW = "w.id, w.uid, w.work, w.precedence, w.facets, w.added, w.popularity, w.sort_key"


class Row(NamedTuple):
    """A visible resource as it is fetched by thousands.

    Attributes:
        facets: values by facet as JSON; read with `facets_in`.
        record: whether the record matches.
        passage: whether a passage matches.
    """

    number: int
    uid: str
    work: str
    precedence: int
    facets: str
    added: int
    popularity: float
    sort_key: str
    record: bool
    passage: bool


@lru_cache(maxsize=MOST_RESOURCES)
def facets_in(column: str) -> Mapping[str, Sequence[str]]:
    """The values of a resource by facet."""
    found: dict[str, list[str]] = json.loads(column)
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """The generation that answers and what the reader may see."""

    generation: int
    tokens: tuple[str, ...]

    @property
    def condition(self) -> str:
        """On the resource `w`."""
        places = ", ".join(["%s"] * len(self.tokens))
        return f"w.generation = %s AND {_OPENED.format(tokens=places)}"

    @property
    def parameters(self) -> list[object]:
        return [self.generation, *self.tokens]


def matching_resources(scope: Scope, expression: str) -> list[Row]:
    """Resources with a row that matches."""
    # CROSS JOIN says to SQLite that the full-text index comes first.
    hits = (
        f"SELECT rowid >> {UNITS} AS no, MIN(rowid & {_UNIT}) AS least, MAX(rowid & {_UNIT}) AS most"
        f" FROM search_unit WHERE {dialect().match} GROUP BY rowid >> {UNITS}"
    )
    sql = (
        f"SELECT {_ROW}, hit.least = 0, hit.most > 0 FROM ({hits}) hit CROSS JOIN search_indexedresource w"
        f" WHERE w.id = hit.no AND {scope.condition} LIMIT {MOST_RESOURCES}"
    )
    return [Row._make(found) for found in _fetch(sql, [expression, *scope.parameters])]


def resources_among(scope: Scope, numbers: Mapping[int, tuple[bool, bool]]) -> list[Row]:
    """Those of the numbered resources that are visible; the values say whether the record and any passage match."""
    if not numbers:
        return []
    sql = f"SELECT {_ROW} FROM search_indexedresource w WHERE w.id IN ({_listed(numbers)}) AND {scope.condition}"
    return [Row._make((*found, *numbers[found[0]])) for found in _fetch(sql, scope.parameters)]


def all_resources(scope: Scope, *, isbn: str = "") -> list[Row]:
    """All visible resources, or those with an ISBN."""
    narrowed, parameters = (" AND w.isbn = %s", [isbn]) if isbn else ("", [])
    sql = f"SELECT {_ROW}, 1, 0 FROM search_indexedresource w WHERE {scope.condition}{narrowed} LIMIT {MOST_RESOURCES}"
    return [Row._make(found) for found in _fetch(sql, [*scope.parameters, *parameters])]


def units(
    expression: str, limit: int, *, scope: Scope | None = None, resource: int | None = None
) -> list[tuple[int, list[str]]]:
    """(rowid, words) of matching rows in order of rowid: of what is visible, or of one resource."""
    parameters: list[object] = [expression]
    span = "" if resource is None else f" AND rowid >= {resource << UNITS} AND rowid < {(resource + 1) << UNITS}"
    visible = ""
    if scope:
        visible = f" CROSS JOIN search_indexedresource w WHERE w.id = hit.rowid >> {UNITS} AND {scope.condition}"
        parameters += scope.parameters
    found = _fetch(f"{_hits(span)} SELECT hit.rowid FROM hit{visible} ORDER BY hit.rowid LIMIT {limit}", parameters)
    if not found:
        return []
    rowids = _listed(rowid for (rowid,) in found)
    texts = _fetch(f"SELECT rowid, words FROM search_unit WHERE rowid IN ({rowids}) ORDER BY rowid", [])
    return [(int(rowid), words.split()) for rowid, words in texts]


def _hits(span: str = "") -> str:
    """Matching rows as `hit`. PostgreSQL has to look into the full-text index first, whatever it guesses of it."""
    return f"WITH hit AS {dialect().hits} (SELECT rowid FROM search_unit WHERE {dialect().match}{span})"


def numbers_with_names(expression: str) -> set[int]:
    """Resources whose names match, visible or not."""
    sql = f"SELECT rowid >> {UNITS} FROM search_unit WHERE {dialect().match} LIMIT {MOST_RESOURCES}"
    return {int(number) for (number,) in _fetch(sql, [expression])}


def numbers_by_title(scope: Scope, line: str, limit: int) -> list[int]:
    """Resources whose folded title is this line or goes on from it, the shortest first."""
    rows = IndexedResource.objects.filter(generation=scope.generation)
    same = rows.filter(title_line=line).values_list("pk", flat=True)[:limit]
    longer = rows.filter(title_line__gte=f"{line} ", title_line__lt=f"{line}!").order_by("title_line", "uid")
    return [*same, *longer.values_list("pk", flat=True)[:limit]]


def words_known(scope: Scope, words: Iterable[str]) -> dict[str, int]:
    """In how many visible records and passages each word stands, counted up to fifty."""
    documents = (
        f"SELECT 1 FROM search_unit CROSS JOIN search_indexedresource w"
        f" WHERE {dialect().match_word} AND w.id = search_unit.rowid >> {UNITS} AND {scope.condition} LIMIT {_OFTEN}"
    )
    sql = f"SELECT given.word, (SELECT COUNT(*) FROM ({documents}) AS found) FROM {dialect().given}"
    rows = _fetch(sql, [*scope.parameters, dialect().words_parameter(words)])
    return {word: count for word, count in rows if count}


def resources_beginning(scope: Scope, expression: str, line: str, limit: int) -> list[Card]:
    """Cards of resources whose names match; a title that begins with the line comes first, then the popular ones."""
    sql = (
        f"{_hits()} SELECT w.payload FROM hit"
        f" CROSS JOIN search_indexedresource w WHERE w.id = hit.rowid >> {UNITS} AND {scope.condition}"
        " ORDER BY CASE WHEN substr(w.title_line, 1, %s) = %s THEN 0 ELSE 1 END, w.popularity DESC, w.uid"
        f" LIMIT {limit}"
    )
    return [card_of(payload) for (payload,) in _fetch(sql, [expression, *scope.parameters, len(line), line])]


def number_of(scope: Scope, uid: str) -> int | None:
    """The number of a visible resource."""
    sql = f"SELECT w.id FROM search_indexedresource w WHERE w.uid = %s AND {scope.condition}"
    found = _fetch(sql, [uid, *scope.parameters])
    return int(found[0][0]) if found else None


def all_passages(resource: int) -> list[int]:
    """Rowids of the passages of a resource as they stand in it."""
    rows = IndexedPassage.objects.filter(pk__gt=resource << UNITS, pk__lt=(resource + 1) << UNITS)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def cards(numbers: Sequence[int]) -> dict[int, Card]:
    rows = IndexedResource.objects.filter(pk__in=numbers).values_list("pk", "payload")
    return {number: card_of(payload) for number, payload in rows}


def passages(rowids: Sequence[int]) -> dict[int, str]:
    """Payloads of passages by rowid."""
    return dict(IndexedPassage.objects.filter(pk__in=rowids).values_list("pk", "payload"))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)


def _fetch(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
