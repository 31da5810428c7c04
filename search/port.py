"""The search port: what goes into an index, what is asked of it, what comes back (ADR 0004).

Three adapters stand behind it: Tantivy, Elasticsearch and the database. Every question carries the tokens that the
reader holds (`library_pages.catalogue.access.tokens_held`); they filter hits, totals, facets, suggestions and the
vocabulary alike, and without any there is no answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from cms.foundation.policies import Policy, surface
from cms.plugins.contract import Passage
from search.understanding.marked_forms import Interpretation

MAX_LIMIT = 50
MAX_PASSAGES = 3


class EngineError(Exception):
    """The engine can't answer or write now; the message is for the log."""


class NeedsRebuildError(EngineError):
    """There is no index, or one that this version can't read or write: `rebuild` makes a new one."""


class RefusedError(Exception):
    """The engine is well but will never take some resources of a batch; it has written the others.

    Attributes:
        reasons: why, by the resource's id, for the log.
    """

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{resource}: {reason}" for resource, reason in reasons.items()))
        self.reasons = dict(reasons)


class Sort(StrEnum):
    """Orders of an answer."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"
    READING = "reading"  # inside one resource: as they stand in the book


@dataclass(frozen=True, slots=True)
class ResourceDocument:
    """A resource as an index holds it.

    Attributes:
        id: the resource's public uid.
        work: uid of the work that it is a form of; empty for a resource that is a work of its own.
        precedence: which form of a work stands for it where they match alike, the lowest; 0 to 99.
        version: drawn from the outbox's sequence before the resource was read.
        facets: values by facet (`search.facets`); a facet without values may be missing.
        subjects: their names.
        added: Unix time in seconds of its first publication: what “new” means in a library.
        visible_to: access tokens, any of which opens it.
        popularity: 0 to 2, logarithmic.
        sort_key: binary order of titles (`cms.foundation.text.sort_key`).
    """

    id: str
    version: int
    title: str
    visible_to: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subtitle: str = ""
    contributors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    toc: str = ""
    added: int = 0
    popularity: float = 0.0
    sort_key: str = ""
    isbn: str = ""
    work: str = ""
    precedence: int = 0

    @property
    def work_key(self) -> str:
        """Equal for all forms of a work, and for nothing else."""
        return self.work or self.id


@dataclass(frozen=True, slots=True)
class Put:
    """Write a resource and all its passages in place of what the index held; an older version changes nothing."""

    resource: ResourceDocument
    passages: tuple[Passage, ...] = ()

    @property
    def id(self) -> str:
        return self.resource.id

    @property
    def version(self) -> int:
        return self.resource.version


@dataclass(frozen=True, slots=True)
class Delete:
    """Forget a resource; an older `Put` that arrives later changes nothing."""

    id: str
    version: int


Operation = Put | Delete


@dataclass(frozen=True, slots=True)
class Query:
    """A question.

    Attributes:
        text: as typed; no operators but double quotes.
        tokens: what the reader may see; required, and empty means nothing.
        filters: name of a facet to the values chosen, any of which will do; several facets must all fit.
        limit: 1 to 50 works, or passages with `resource_id`.
        literal: take every word as typed.
        resource_id: search inside this resource only; the answer has one hit with up to `limit` passages.
    """

    text: str
    tokens: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    literal: bool = False
    resource_id: str = ""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A place that matched: `snippet` holds parts of the original text, the matching words marked True."""

    passage: Passage
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that matched, as the form that stands for it (ADR 0042).

    Attributes:
        id: of that form.
        title: in parts like a snippet.
        passages: up to three of that form, best first.
    """

    id: str
    title: tuple[tuple[str, bool], ...]
    score: float
    passages: tuple[PassageHit, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and how many works have a form with it that matches, its own facet's choice left aside."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        total: works of which a form matches (with `resource_id`: passages), whatever the page.
        facets: values by name of the facet, for every facet that there is.
        degraded: whether a stand-in answered because the engine was away.
        engine: name of the adapter that answered.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    understood: Interpretation
    engine: str
    degraded: bool = False


class SuggestionKind(StrEnum):
    """What a suggestion names."""

    TITLE = "title"
    PERSON = "person"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion; `resource_id` is set for titles."""

    text: str
    kind: SuggestionKind
    resource_id: str = ""


class SearchEngine(Protocol):
    """An adapter. Any method may raise EngineError when the engine is away or too slow."""

    name: str

    @surface(Policy.INTERNAL)
    def apply(self, operations: Sequence[Operation]) -> None:
        """Write a batch; when this returns, it is kept. Repeating it changes nothing.

        Raises:
            NeedsRebuildError: there is no index to write to.
            RefusedError: some resources can never be written; the others are.
        """

    @surface(Policy.CATALOGUE)
    def search(self, query: Query) -> Answer:
        """Works and passages that the query's tokens open, best first; raises EngineError while the engine is away."""

    @surface(Policy.CATALOGUE)
    def suggest(self, text: str, tokens: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
        """Titles, people and subjects that begin like this; nothing for fewer than two letters."""

    @surface(Policy.INTERNAL)
    def rebuild(self, operations: Iterable[Put]) -> int:
        """Fill a new index and put it in place of the old one, which answers until then; number of resources."""

    @surface(Policy.INTERNAL)
    def versions(self) -> Iterator[tuple[str, int]]:
        """(id, version) of every resource in the index, in order of id; deleted ones are left out."""

    @surface(Policy.CATALOGUE)
    def known_terms(self, words: Iterable[str], tokens: frozenset[str]) -> Mapping[str, int]:
        """Which folded words occur in what these tokens open, and in how many documents (perhaps capped)."""

    @surface(Policy.OPEN)
    def ping(self) -> None:
        """Raise EngineError unless the engine could answer a search now."""
