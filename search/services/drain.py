"""Carrying changes from the outbox into an engine (ADR 0003)."""

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import DatabaseError, transaction

from cms.foundation import outbox
from cms.foundation.models import OutboxRow
from search.documents import Batch, batch_of
from search.port import Delete, EngineError, NeedsRebuildError, Operation, RefusedError, SearchEngine
from search.services.rebuild import rebuild
from search.topics import engine_of

logger = logging.getLogger(__name__)

_BATCH: Final = 20  # rows


def drain(topic: str) -> int:
    """Apply all that waits for a topic's engine, oldest first; the number of rows that are done with.

    Stops without counting an attempt when the engine is away: the sweeper comes again, and however long the engine is
    away, no row is parked for it. A row that is itself refused counts an attempt, and the others flow on. Two drains
    at once do the work twice and no harm: each draws its version before it reads.
    """
    engine = engine_of(topic)
    done = last = 0
    made_anew = False
    while rows := outbox.pending(topic, _BATCH, after=last):
        try:
            engine.ping()  # a frozen engine costs a second here and half a minute in a write, and others wait in line
            done += _apply(topic, engine, rows)
        except NeedsRebuildError as error:
            if made_anew:
                logger.warning("search index can't be made", extra={"topic": topic, "error": str(error)})
                return done
            made_anew = True
            if not _make_anew(topic, str(error)):
                return done
            continue
        except EngineError as error:
            logger.warning("search engine away, left to the sweeper", extra={"topic": topic, "error": str(error)})
            return done
        last = rows[-1].pk
    return done


def _apply(topic: str, engine: SearchEngine, rows: Sequence[OutboxRow]) -> int:
    version = outbox.next_version()  # before reading: see ADR 0003
    unread = list(dict.fromkeys(row.object_id for row in rows))
    done = 0
    while unread:
        batch = batch_of(unread, version)
        read, unread = set(unread) - set(batch.unread), batch.unread
        done += _apply_batch(topic, engine, version, batch, [row for row in rows if row.object_id in read])
    return done


def _apply_batch(topic: str, engine: SearchEngine, version: int, batch: Batch, rows: Sequence[OutboxRow]) -> int:
    unwritten = _write(engine, batch.operations)
    refused = {**batch.failures, **unwritten}
    written = [operation for operation in batch.operations if operation.id not in unwritten]
    kept = [row for row in rows if row.object_id not in refused]
    with transaction.atomic():
        outbox.remember(topic, [(each.id, version, batch.digests[each.id]) for each in written if _is_put(each)])
        outbox.forget(topic, [each.id for each in written if not _is_put(each)])
        outbox.acknowledge(kept)
        for row in rows:
            if row.object_id in refused:
                outbox.fail([row], refused[row.object_id])
    return len(kept)


def _write(engine: SearchEngine, operations: Sequence[Operation]) -> Mapping[str, str]:
    """Write, and say which resources the engine refuses and why."""
    if not operations:
        return {}
    try:
        engine.apply(operations)
    except RefusedError as error:
        return error.reasons
    except (EngineError, DatabaseError):
        raise
    except Exception as error:
        # A mistake of ours in one document. Alone, each of the others can still be written.
        logger.exception("batch refused", extra={"engine": engine.name})
        if len(operations) == 1:
            return {operations[0].id: f"{type(error).__name__}: {error}"}
        return {resource: reason for each in operations for resource, reason in _write(engine, [each]).items()}
    return {}


def _is_put(operation: Operation) -> bool:
    return not isinstance(operation, Delete)


def _make_anew(topic: str, reason: str) -> bool:
    logger.info("search index is made anew", extra={"topic": topic, "reason": reason})
    try:
        rebuild(topic)
    except EngineError as error:
        logger.warning("search index can't be made now", extra={"topic": topic, "error": str(error)})
        return False
    return True
