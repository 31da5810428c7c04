"""The embedded engine: Tantivy in the process of the web worker, written by one indexer."""

import logging
import os
import random
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from cms.foundation.policies import Policy, surface
from search.engines.base import BaseEngine
from search.engines.entries import RECORD
from search.engines.tantivy_engine.journal import line_of, operation_of
from search.engines.tantivy_engine.schema import build, documents_of
from search.engines.tantivy_engine.session import Memory, TantivySession
from search.engines.tantivy_engine.store import Store
from search.port import EngineError, Operation, Put, RefusedError

logger = logging.getLogger(__name__)

_HEAP = 50_000_000
_RELOAD_SECONDS = 1.0
_ATTEMPTS = 6
_PAGE = 1000
_BATCH = 500


class TantivyEngine(BaseEngine):
    """Adapter over a folder. Nothing is opened before the first call, so a process may fork before that."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._reader: _Reader | None = None
        self._lock = threading.Lock()

    @surface(Policy.INTERNAL)
    def apply(self, operations: Sequence[Operation]) -> None:
        """One commit a batch, with an index object of its own: long-lived ones lose track of files."""
        if not operations:
            return
        with _guarded(), self._store.locked("write"):
            written, reasons = _write(self._store.open(self._store.current()), operations)
            if self._store.journal.exists():
                with self._store.journal.open("a", encoding="utf-8") as journal:
                    journal.writelines(map(line_of, written))
                    journal.flush()
                    os.fsync(journal.fileno())
        self._refresh()
        if reasons:
            raise RefusedError(reasons)

    @surface(Policy.INTERNAL)
    def rebuild(self, operations: Iterable[Put]) -> int:
        """Fill a new folder while the old one answers and is written; replay what came meanwhile; swap."""
        with _guarded(), self._store.locked("rebuild", wait=0):
            with self._store.locked("write"):
                self._store.journal.write_text("", "utf-8")
            folder = self._store.create()
            try:
                count = _fill(self._store.open(folder), operations)
                with self._store.locked("write"):
                    lines = self._store.journal.read_text("utf-8").splitlines()
                    _write(self._store.open(folder), [operation_of(line) for line in lines])
                    self._store.use(folder)
                    self._store.journal.unlink()
            finally:
                self._store.journal.unlink(missing_ok=True)
            self._store.drop_all_but(folder)
        self._refresh()
        return count

    @surface(Policy.INTERNAL)
    def versions(self) -> Iterator[tuple[str, int]]:
        """From one snapshot, a thousand at a time."""
        with _guarded():
            index = self._store.open(self._store.current())
            searcher = index.searcher()
            resources = tantivy.Query.term_query(index.schema, "kind", RECORD, "basic")
            offset = 0
            while True:
                hits = searcher.search(
                    resources, _PAGE, count=False, offset=offset, order_by_field="resource", order=tantivy.Order.Asc
                ).hits
                versions = searcher.fast_field_values("version", [address for _, address in hits])
                yield from (
                    (str(resource), int(number or 0)) for (resource, _), number in zip(hits, versions, strict=True)
                )
                if len(hits) < _PAGE:
                    return
                offset += _PAGE

    @surface(Policy.OPEN)
    def ping(self) -> None:
        with self._session():
            return

    @contextmanager
    def _session(self) -> Iterator[TantivySession]:
        """On a snapshot that is at most a second old."""
        with _guarded():
            with self._lock:
                if self._reader is None or self._reader.pid != os.getpid():
                    self._reader = _Reader(self._store)
                session = self._reader.session()
            yield session

    def _refresh(self) -> None:
        """Let the next question of this very process see what was just written."""
        with self._lock:
            if self._reader is not None:
                self._reader.checked = 0.0


class _Reader:
    """A process's view of the index: looks at most once a second whether there is something newer."""

    def __init__(self, store: Store) -> None:
        self.pid = os.getpid()
        self.checked = 0.0
        self._store = store
        self._folder = store.current()
        self._open()

    def _open(self) -> None:
        self._index = self._store.open(self._folder)
        self._index.config_reader("manual")
        self._memory = Memory()

    def session(self) -> TantivySession:
        now = time.monotonic()
        if now - self.checked >= _RELOAD_SECONDS:
            folder = self._store.current()
            if folder != self._folder:
                self._folder = folder
                self._open()
            self._index.reload()
            self._memory.words.clear()
            self.checked = now
        return TantivySession(self._index.searcher(), self._index.schema, self._memory)


def _fill(index: tantivy.Index, operations: Iterable[Put]) -> int:
    count = 0
    schema = build()
    with _writer(index) as writer:
        for put in operations:
            try:
                its_documents = documents_of(put, schema)
            except (ValueError, TypeError):
                # Left out, not given up: the next comparison notes it, and the drainer counts the attempts.
                logger.exception("resource can't be written to the index", extra={"uid": put.id})
                continue
            for document in its_documents:
                writer.add_document(document)
            count += 1
            if count % _BATCH == 0:
                writer.commit()
    return count


def _write(index: tantivy.Index, operations: Sequence[Operation]) -> tuple[list[Operation], dict[str, str]]:
    """Apply the newest operation of each resource, unless a newer one is held: those, and reasons for refusals."""
    newest: dict[str, Operation] = {}
    for operation in operations:
        held = newest.get(operation.id)
        if held is None or operation.version >= held.version:
            newest[operation.id] = operation
    present = _versions_of(index, list(newest))
    fresh = [each for each in newest.values() if each.version >= present.get(each.id, 0)]
    made, reasons = _made(fresh)
    if made:
        with _writer(index) as writer:
            for operation, its_documents in made:
                writer.delete_documents_by_term("resource", operation.id)
                for document in its_documents:
                    writer.add_document(document)
    return [operation for operation, _ in made], reasons


def _made(operations: Sequence[Operation]) -> tuple[list[tuple[Operation, list[tantivy.Document]]], dict[str, str]]:
    """Documents of each, made before anything is written: one that can't be made keeps back no other."""
    schema = build()
    made: list[tuple[Operation, list[tantivy.Document]]] = []
    reasons: dict[str, str] = {}
    for operation in operations:
        try:
            made.append((operation, documents_of(operation, schema)))
        except (ValueError, TypeError) as error:
            reasons[operation.id] = f"{type(error).__name__}: {error}"
    return made, reasons


def _versions_of(index: tantivy.Index, ids: list[str]) -> dict[str, int]:
    index.reload()
    searcher = index.searcher()
    found: dict[str, int] = {}
    for resource_id in ids:
        hits = searcher.search(
            tantivy.Query.term_query(index.schema, "resource", resource_id, "basic"), 1, count=False
        ).hits
        versions = searcher.fast_field_values("version", [address for _, address in hits])
        found[resource_id] = max((int(version or 0) for version in versions), default=0)
    return found


@contextmanager
def _writer(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """The only writer; commits at the end, rolls back on an error, and always lets go of the lock."""
    writer = _take_writer(index)
    try:
        yield writer
        writer.commit()
        writer.garbage_collect_files()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _take_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    for attempt in range(_ATTEMPTS):
        try:
            return index.writer(_HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error) or attempt == _ATTEMPTS - 1:
                raise EngineError(f"no writer for the search index: {error}") from error
            time.sleep(random.uniform(0.5, 1.0) * 0.05 * 2**attempt)  # noqa: S311  (jitter, no secret)
    raise EngineError("no writer for the search index")


@contextmanager
def _guarded() -> Iterator[None]:
    """A panic inside the library is an error of the engine, not the end of the worker."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException" or isinstance(error, ValueError | OSError):
            raise EngineError(f"{type(error).__name__}: {error}") from error
        raise
