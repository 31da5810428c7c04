"""The database as an engine: for small installations, and in place of an engine that is away (design.md 4.4)."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import DatabaseError, transaction
from django.db.models import Q

from search import documents
from search.engines import fulltext
from search.models import KnownTerm, SearchDocument, SearchToken
from search.port import (
    Candidates,
    Delete,
    EngineUnavailableError,
    FoundPassage,
    FoundWork,
    Operation,
    Put,
    Retrieval,
    WorkDocument,
)

_BATCH = 200  # SQLite: no write transaction over 0.1 s (house-spike, section 5)


class DatabaseEngine:
    """Documents in tables of the application's own database."""

    name = "database"

    def apply(self, operations: Sequence[Operation]) -> None:
        """One transaction a work."""
        for operation in operations:
            with transaction.atomic():
                _write(operation)

    def retrieve(self, request: Retrieval) -> Candidates:
        """Two full-text queries and one for what they found."""
        terms = [term for word in request.words for term in word]
        wanted = [*terms, *request.bigrams, *request.exact]
        tokens = sorted(request.tokens)
        try:
            works = fulltext.best(wanted, tokens, works=True, work=request.work, limit=request.works)
            inside = fulltext.best(wanted, tokens, works=False, work=request.work, limit=request.passages)
        except DatabaseError as error:
            raise EngineUnavailableError(str(error)) from error
        rows = SearchDocument.objects.in_bulk([identifier for identifier, _score in (*works, *inside)])
        found = {
            rows[pk].work: FoundWork(documents.load_work(rows[pk].payload), score) for pk, score in works if pk in rows
        }
        passages = tuple(
            FoundPassage(rows[pk].work, documents.load_passage(rows[pk].payload), score)
            for pk, score in inside
            if pk in rows
        )
        missing = {passage.work for passage in passages} - found.keys()
        condition = Q(work__in=missing) | (Q(isbn=request.isbn) if request.isbn else Q(pk__in=[]))
        allowed = SearchToken.objects.filter(token__in=tokens).values("work")
        for row in SearchDocument.objects.filter(condition, order=None, is_gone=False, work__in=allowed):
            found[row.work] = FoundWork(documents.load_work(row.payload), 0.0)
        return Candidates(tuple(found.values()), tuple(p for p in passages if p.work in found))

    def suggest(self, prefix: Sequence[str], tokens: frozenset[str], limit: int) -> list[WorkDocument]:
        """Title and people by beginnings of words."""
        if not prefix or not tokens:
            return []
        allowed = SearchToken.objects.filter(token__in=tokens).values("work")
        rows = SearchDocument.objects.filter(order=None, is_gone=False, work__in=allowed)
        for position, word in enumerate(prefix):
            ending = "" if position == len(prefix) - 1 else " "
            rows = rows.filter(
                Q(title__startswith=word + ending) | Q(title__contains=f" {word}{ending}")
                | Q(people__startswith=word + ending) | Q(people__contains=f" {word}{ending}")
                | Q(title=word) | Q(title__endswith=f" {word}")
            )
        return [documents.load_work(row.payload) for row in rows.order_by("title", "pk")[:limit]]

    def known(self, terms: Collection[str]) -> set[str]:
        """From the table of terms."""
        return set(KnownTerm.objects.filter(term__in=list(terms)[:500]).values_list("term", flat=True))

    def versions(self) -> Iterator[tuple[str, int]]:
        """All works."""
        yield from SearchDocument.objects.filter(order=None, is_gone=False).values_list("work", "version").iterator()

    def rebuild(self, documents: Iterable[Put]) -> None:
        """Write all again; what is not among them goes. Readers see old and new works, each whole."""
        kept = set()
        for put in documents:
            self.apply([put])
            kept.add(put.work.id)
        for identifier, version in list(self.versions()):
            if identifier not in kept:
                self.apply([Delete(identifier, version)])

    def ping(self) -> bool:
        """Whether the table answers."""
        try:
            SearchDocument.objects.exists()
        except DatabaseError:
            return False
        return True


def _write(operation: Operation) -> None:
    identifier = operation.id if isinstance(operation, Delete) else operation.work.id
    version = operation.version if isinstance(operation, Delete) else operation.work.version
    current = SearchDocument.objects.select_for_update().filter(work=identifier, order=None).first()
    if current is not None and current.version > version:
        return
    SearchDocument.objects.filter(work=identifier).delete()
    SearchToken.objects.filter(work=identifier).delete()
    if isinstance(operation, Delete):
        SearchDocument.objects.create(work=identifier, version=version, is_gone=True, payload="")
        return
    rows = list(_rows(operation))
    SearchDocument.objects.bulk_create(rows, batch_size=_BATCH)
    SearchToken.objects.bulk_create([SearchToken(work=identifier, token=t) for t in operation.work.visible_to])
    terms = {term for row in rows for text in (row.title, row.people, row.about, row.summary, row.body)
             for term in text.split()}
    KnownTerm.objects.bulk_create([KnownTerm(term=t[:120]) for t in sorted(terms)], ignore_conflicts=True, batch_size=_BATCH)


def _rows(put: Put) -> Iterator[SearchDocument]:
    work = put.work
    common = {"work": work.id, "version": work.version}
    yield SearchDocument(**common, payload=documents.dump(work), **documents.work_strings(work))
    for passage in put.passages:
        yield SearchDocument(
            **common, order=passage.order, payload=documents.dump(passage), **documents.passage_strings(passage)
        )
