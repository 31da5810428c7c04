"""Tantivy in process, for one school (search.md 7.4; traps: stack-facts 8).

One writer at a time: the worker of the queue `index` opens a fresh index for each batch. Readers reload when they see
a new commit, at most once a second. Nothing is opened before a process forks.
"""

import hashlib
import json
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from search import documents
from search.port import Candidates, Delete, EngineUnavailableError, FoundPassage, FoundWork, Operation, Put, Retrieval
from search.port import WorkDocument

T = TypeVar("T")

_POINTER = "current"
_TEXT = ("title", "people", "about", "summary", "body", "bigrams", "exact")
_RAW = ("key", "work", "kind", "visible_to", "isbn")
_STORED = ("payload", "work_id")
_WRITER_BYTES, _WRITER_TRIES = 50_000_000, 40
_RELOAD_SECONDS = 1.0


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in _TEXT:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
    for name in _RAW:
        builder.add_text_field(name, stored=False, tokenizer_name="raw")
    for name in _STORED:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True, indexed=True, fast=True)
    return builder.build()


SCHEMA_NAME = hashlib.sha256(json.dumps([_TEXT, _RAW, _STORED, tantivy.__version__]).encode()).hexdigest()[:8]


class TantivyEngine:
    """An index in a folder: `current` names the folder of the index that is in use."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reader: tuple[str, Any] | None = None
        self._reloaded = 0.0
        self._lock = threading.Lock()

    def apply(self, operations: Sequence[Operation]) -> None:
        """One commit for the whole batch."""
        _guarded(lambda: self._write(self._open(self._current()), operations))

    def retrieve(self, request: Retrieval) -> Candidates:
        """Two queries over one snapshot."""
        if not request.tokens or not (request.words or request.isbn):
            return Candidates()
        return _guarded(lambda: self._retrieve(self._index(), request))

    def suggest(self, prefix: Sequence[str], tokens: frozenset[str], limit: int) -> list[WorkDocument]:
        """Title and people by words, the last one as a prefix."""
        if not prefix or not tokens:
            return []
        return _guarded(lambda: self._suggest(self._index(), list(prefix), tokens, limit))

    def known(self, terms: Collection[str]) -> set[str]:
        """By document frequency."""
        searcher = _guarded(lambda: self._index().searcher())
        return {term for term in terms if any(searcher.doc_freq(name, term) for name in _TEXT[:5])}

    def versions(self) -> Iterator[tuple[str, int]]:
        """From the stored fields of all works."""
        index = _guarded(self._index)
        searcher = index.searcher()
        query = _term(index.schema, "kind", "work")
        for _score, address in searcher.search(query, limit=max(searcher.num_docs, 1)).hits:
            stored = searcher.doc(address)
            yield stored["work_id"][0], stored["version"][0]

    def rebuild(self, documents: Iterable[Put]) -> None:
        """A new folder, then the pointer; the old folder goes when the next rebuild finds it."""
        name = f"{SCHEMA_NAME}-{time.time_ns()}"
        batch: list[Operation] = []
        index = self._open(name)
        for put in documents:
            batch.append(put)
            if len(batch) >= 100:  # noqa: PLR2004  (bounds memory; the size has no meaning of its own)
                self._write(index, batch)
                batch = []
        self._write(index, batch)
        old = self._current()
        self._point_to(name)
        for path in self._folder.iterdir():
            if path.is_dir() and path.name not in {name, old}:
                shutil.rmtree(path, ignore_errors=True)

    def ping(self) -> bool:
        """Whether the index can be opened."""
        try:
            _guarded(self._index)
        except EngineUnavailableError:
            return False
        return True

    def _current(self) -> str:
        pointer = self._folder / _POINTER
        try:
            name = pointer.read_text().strip()
        except FileNotFoundError:
            name = ""
        if name.startswith(SCHEMA_NAME) and (self._folder / name).is_dir():
            return name
        # No index yet, or one of another schema or library version: begin anew; reconcile_index fills it.
        self._point_to(f"{SCHEMA_NAME}-{time.time_ns()}")
        return pointer.read_text().strip()

    def _point_to(self, name: str) -> None:
        (self._folder / name).mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"{_POINTER}.{os.getpid()}.{threading.get_ident()}"
        temporary.write_text(name)
        temporary.replace(self._folder / _POINTER)

    def _open(self, name: str) -> Any:
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(_schema(), path=str(folder), reuse=True)

    def _index(self) -> Any:
        with self._lock:
            name = self._current()
            if self._reader is None or self._reader[0] != name:
                index = self._open(name)
                index.config_reader("manual")
                self._reader, self._reloaded = (name, index), 0.0
            if time.monotonic() - self._reloaded > _RELOAD_SECONDS:
                self._reader[1].reload()
                self._reloaded = time.monotonic()
            return self._reader[1]

    def _write(self, index: Any, operations: Sequence[Operation]) -> None:
        if not operations:
            return
        writer = _writer(index)
        try:
            index.reload()
            newest = _versions_of(index, {_id(operation) for operation in operations})
            for operation in operations:
                identifier, version = _id(operation), _version(operation)
                if newest.get(identifier, 0) > version:
                    continue
                newest[identifier] = version
                writer.delete_documents_by_term("work", identifier)
                for fields in _rows(operation):
                    writer.add_document(tantivy.Document.from_dict(fields, _schema()))
            writer.commit()
        finally:
            del writer

    def _retrieve(self, index: Any, request: Retrieval) -> Candidates:
        searcher, schema = index.searcher(), index.schema
        passages = _search(searcher, _passage_query(schema, request), request.passages)
        found_passages = tuple(
            FoundPassage(row["work_id"][0], documents.load_passage(row["payload"][0]), score) for score, row in passages
        )
        works = _search(searcher, _work_query(schema, request), request.works)
        found = {row["work_id"][0]: FoundWork(documents.load_work(row["payload"][0]), score) for score, row in works}
        missing = {passage.work for passage in found_passages} - found.keys()
        if missing:
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, _term(schema, "kind", "work")),
                    (tantivy.Occur.Must, tantivy.Query.term_set_query(schema, "work", sorted(missing))),
                    (tantivy.Occur.Must, _tokens(schema, request.tokens)),
                ]
            )
            for _score, row in _search(searcher, query, len(missing)):
                found[row["work_id"][0]] = FoundWork(documents.load_work(row["payload"][0]), 0.0)
        return Candidates(tuple(found.values()), tuple(p for p in found_passages if p.work in found))

    def _suggest(self, index: Any, prefix: list[str], tokens: frozenset[str], limit: int) -> list[WorkDocument]:
        schema = index.schema
        clauses = [(tantivy.Occur.Must, _tokens(schema, tokens)), (tantivy.Occur.Must, _term(schema, "kind", "work"))]
        for position, word in enumerate(prefix):
            last = position == len(prefix) - 1
            pattern = f"{word}[a-z0-9]*" if last else word
            either = [tantivy.Query.regex_query(schema, name, pattern) for name in ("title", "people")]
            clauses.append((tantivy.Occur.Must, tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in either])))
        rows = _search(index.searcher(), tantivy.Query.boolean_query(clauses), limit)
        return [documents.load_work(row["payload"][0]) for _score, row in rows]


def _guarded(call: Callable[[], T]) -> T:
    """Run a call into the library; its panics derive from BaseException (stack-facts 8)."""
    try:
        return call()
    except (ValueError, OSError) as error:
        raise EngineUnavailableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise EngineUnavailableError("the search library panicked") from error
        raise


def _writer(index: Any) -> Any:
    for attempt in range(_WRITER_TRIES):
        try:
            return index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        except ValueError:
            if attempt == _WRITER_TRIES - 1:
                raise
            time.sleep(random.uniform(0.02, 0.1))  # noqa: S311  (jitter, no secret)
    raise EngineUnavailableError("another writer holds the index")


def _id(operation: Operation) -> str:
    return operation.id if isinstance(operation, Delete) else operation.work.id


def _version(operation: Operation) -> int:
    return operation.version if isinstance(operation, Delete) else operation.work.version


def _versions_of(index: Any, ids: set[str]) -> dict[str, int]:
    searcher = index.searcher()
    query = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.term_set_query(index.schema, "work", sorted(ids))),
            (tantivy.Occur.Must, tantivy.Query.term_set_query(index.schema, "kind", ["work", "gone"])),
        ]
    )
    return {row["work_id"][0]: row["version"][0] for _score, row in _search(searcher, query, len(ids))}


def _rows(operation: Operation) -> Iterator[dict[str, Any]]:
    identifier = _id(operation)
    common = {"work": [identifier], "work_id": [identifier], "version": [_version(operation)]}
    if isinstance(operation, Delete):
        # A tombstone: an older Put that arrives late must find something newer than itself.
        yield {**common, "kind": ["gone"], "key": [identifier]}
        return
    work = operation.work
    seen_by = {"visible_to": list(work.visible_to)}
    strings = {name: [value] for name, value in documents.work_strings(work).items() if value}
    yield {**common, **seen_by, **strings, "kind": ["work"], "key": [identifier], "payload": [documents.dump(work)]}
    for passage in operation.passages:
        parts = {name: [value] for name, value in documents.passage_strings(passage).items()}
        key = f"{identifier}:{passage.order}"
        yield {**common, **seen_by, **parts, "kind": ["passage"], "key": [key], "payload": [documents.dump(passage)]}


def _term(schema: Any, field: str, value: str) -> Any:
    return tantivy.Query.term_query(schema, field, value)


def _tokens(schema: Any, tokens: frozenset[str]) -> Any:
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, "visible_to", sorted(tokens)), 0.0)


def _search(searcher: Any, query: Any, limit: int) -> list[tuple[float, Any]]:
    hits = searcher.search(query, limit=max(limit, 1), count=False).hits
    return [(score, searcher.doc(address)) for score, address in hits]


def _boosted(schema: Any, field: str, value: str, weight: float) -> Any:
    return tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, value, "freq"), weight)


def _filtered(schema: Any, request: Retrieval, kind: str, should: list[Any]) -> Any:
    clauses = [
        (tantivy.Occur.Must, tantivy.Query.const_score_query(_term(schema, "kind", kind), 0.0)),
        (tantivy.Occur.Must, _tokens(schema, request.tokens)),
        (tantivy.Occur.Must, tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in should])),
    ]
    if request.work:
        clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(_term(schema, "work", request.work), 0.0)))
    return tantivy.Query.boolean_query(clauses)


def _work_query(schema: Any, request: Retrieval) -> Any:
    should = [
        tantivy.Query.disjunction_max_query(
            [_boosted(schema, name, term, weight / (1 + rank)) for name, weight in documents.WORK_WEIGHTS.items()], 0.2
        )
        for terms in request.words
        for rank, term in enumerate(terms)
    ]
    should += [_boosted(schema, "bigrams", term, 4 * documents.BIGRAM_WEIGHT) for term in request.bigrams]
    should += [_boosted(schema, "exact", term, 4 * documents.EXACT_WEIGHT) for term in request.exact]
    if request.isbn:
        should.append(_boosted(schema, "isbn", request.isbn, 100.0))
    return _filtered(schema, request, "work", should)


def _passage_query(schema: Any, request: Retrieval) -> Any:
    should = [
        _boosted(schema, "body", term, 1 / (1 + rank)) for terms in request.words for rank, term in enumerate(terms)
    ]
    should += [_boosted(schema, "bigrams", term, documents.BIGRAM_WEIGHT) for term in request.bigrams]
    should += [_boosted(schema, "exact", term, documents.EXACT_WEIGHT) for term in request.exact]
    return _filtered(schema, request, "passage", should or [tantivy.Query.empty_query()])
