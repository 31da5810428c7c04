"""Writing resources, in generations: a rebuild fills the next while the current one answers, and both are written."""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import DataError, connection, transaction

from search import facets
from search.engines.database.dialect import UNITS, Unit, dialect
from search.engines.payloads import card_payload, passage_payload
from search.fields import ANALYSIS, words_of_passage, words_of_record
from search.models import IndexedPassage, IndexedResource, IndexedToken, IndexState
from search.port import Delete, EngineError, NeedsRebuildError, Operation, Put

logger = logging.getLogger(__name__)

UNWRITABLE = (DataError, ValueError, TypeError)
"""What says that a resource can never be stored."""

_FORMAT = "3"  # of the tables and payloads
_KEY = 300
_PAGE = 1000
_DROP = 50  # resources deleted under one lock
_NEVER = -1


def schema() -> str:
    """Changes with the analysis, the tables and the facets."""
    return hashlib.sha256(f"{ANALYSIS} {_FORMAT} {' '.join(facets.names())}".encode()).hexdigest()[:12]


def current() -> int:
    """The generation that answers.

    Raises:
        NeedsRebuildError: there is none that this version can read.
    """
    state = _state()
    if state is None or state.current is None:
        raise NeedsRebuildError("there is no search index in the database yet")
    if state.schema != schema():
        raise NeedsRebuildError("the search index in the database has another schema")
    return state.current


def _state() -> IndexState | None:
    return IndexState.objects.filter(pk=1).first()


@dataclass(slots=True)
class _ResourceRows:
    """Rows of a resource but for its id; made before the transaction, so that it is short."""

    columns: dict[str, object]
    tokens: tuple[str, ...] = ()
    units: list[tuple[Sequence[str], Sequence[str]]] = field(default_factory=list)
    payloads: list[str] = field(default_factory=list)


def write(operation: Operation, *, generation: int | None = None) -> None:
    """Write a resource unless a newer version is held: into the current generation and that being built, or into one.

    Raises:
        NeedsRebuildError: there is no generation to write to.
        DataError, ValueError, TypeError: the resource can't be stored (UNWRITABLE).
    """
    prepared = _prepare(operation)
    with transaction.atomic():
        for each in (generation,) if generation is not None else _written():
            _write(each, operation, prepared)


def _written() -> list[int]:
    answering = current()
    state = _state()
    building = state.building if state else None
    return [answering] if building is None else [answering, building]


def _prepare(operation: Operation) -> _ResourceRows:
    if isinstance(operation, Delete):
        return _ResourceRows(
            {"deleted": True, "version": operation.version, "payload": "", "isbn": "", "title_line": ""}
        )
    resource = operation.resource
    words = words_of_record(resource)
    units: list[tuple[Sequence[str], Sequence[str]]] = [((*words.title, *words.people, *words.subject), words.more)]
    units += [((), words_of_passage(passage).all) for passage in operation.passages]
    columns: dict[str, object] = {
        "deleted": False,
        "version": resource.version,
        "work": resource.work_key,
        "precedence": resource.precedence,
        "facets": json.dumps(
            {name: list(values) for name, values in resource.facets.items() if values}, sort_keys=True
        ),
        "added": resource.added,
        "popularity": resource.popularity,
        "isbn": resource.isbn,
        "sort_key": resource.sort_key[:_KEY],
        "title_line": " ".join(words.title)[:_KEY],
        "payload": card_payload(resource),
    }
    payloads = [passage_payload(passage) for passage in operation.passages]
    for payload in payloads:
        payload.encode()  # half a surrogate pair fails here and not in the driver, which would close the cursor
    return _ResourceRows(columns, tuple(dict.fromkeys(resource.visible_to)), units, payloads)


def _write(generation: int, operation: Operation, prepared: _ResourceRows) -> None:
    # The row is there before it is locked, so that of two writers one waits for the other.
    IndexedResource.objects.bulk_create(
        [IndexedResource(generation=generation, uid=operation.id, version=_NEVER, deleted=True)], ignore_conflicts=True
    )
    row = IndexedResource.objects.select_for_update().get(generation=generation, uid=operation.id)
    if row.version > operation.version:
        return
    if row.version != _NEVER:
        _empty([row.pk])
    IndexedResource.objects.filter(pk=row.pk).update(**prepared.columns)
    IndexedToken.objects.bulk_create([IndexedToken(resource_id=row.pk, token=token) for token in prepared.tokens])
    first = row.pk << UNITS
    IndexedPassage.objects.bulk_create(
        [IndexedPassage(id=first + number, payload=payload) for number, payload in enumerate(prepared.payloads, 1)],
        batch_size=500,
    )
    units: Iterator[Unit] = ((first + number, *unit) for number, unit in enumerate(prepared.units))
    dialect().insert(units)


def _empty(numbers: Sequence[int]) -> None:
    """Take away all that hangs on resources."""
    IndexedToken.objects.filter(resource_id__in=numbers).delete()
    for number in numbers:
        span = (number << UNITS, (number + 1) << UNITS)
        IndexedPassage.objects.filter(id__gte=span[0], id__lt=span[1]).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_unit WHERE rowid >= %s AND rowid < %s", span)


def rebuild(operations: Iterable[Put]) -> int:
    """Fill a new generation and let it answer; the number of resources.

    Raises:
        EngineError: another rebuild has begun meanwhile.
    """
    _drop_others()  # what a rebuild that died has left behind
    generation = _begin()
    count = 0
    try:
        for put in operations:
            try:
                write(put, generation=generation)
            except UNWRITABLE:
                # Left out, not given up: the next comparison notes it, and the drainer counts the attempts.
                logger.exception("resource can't be written to the index", extra={"uid": put.id})
                continue
            count += 1
        dialect().settle()
        _finish(generation)
    except BaseException:
        IndexState.objects.filter(pk=1, building=generation).update(building=None)
        _drop_others()
        raise
    _drop_others()
    return count


def _begin() -> int:
    with transaction.atomic():
        IndexState.objects.get_or_create(pk=1, defaults={"schema": schema()})
        state = IndexState.objects.select_for_update().get(pk=1)
        generation = max(state.current or 0, state.building or 0) + 1
        state.building = generation
        state.save(update_fields=["building"])
    return generation


def _finish(generation: int) -> None:
    with transaction.atomic():
        state = IndexState.objects.select_for_update().get(pk=1)
        if state.building != generation:
            raise EngineError("another rebuild of the database's search index has begun")
        IndexState.objects.filter(pk=1).update(current=generation, building=None, schema=schema())


def _drop_others() -> None:
    """Delete what neither answers nor is being built, in pieces, so that no lock is held long."""
    state = _state()
    kept = [each for each in (state.current, state.building) if each is not None] if state else []
    while numbers := list(IndexedResource.objects.exclude(generation__in=kept).values_list("pk", flat=True)[:_DROP]):
        with transaction.atomic():
            _empty(numbers)
            IndexedResource.objects.filter(pk__in=numbers).delete()


def versions() -> Iterator[tuple[str, int]]:
    """(id, version) of all resources, in order of id."""
    rows = (
        IndexedResource.objects.filter(generation=current(), deleted=False)
        .order_by("uid")
        .values_list("uid", "version")
    )
    last = ""
    while page := list(rows.filter(uid__gt=last)[:_PAGE]):
        yield from page
        last = page[-1][0]
