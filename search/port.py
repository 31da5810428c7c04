"""The search port: what an engine must do, and nothing of how (design.md 4.4, ADR 0004).

An engine stores works and passages as strings of ready-made terms and finds candidates for a reader's tokens. What a
query means, how candidates are ranked, counted and cut into snippets is the same for all engines and lives above the
port, so that two engines can't disagree about it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class EngineUnavailableError(Exception):
    """The engine can't be reached, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """A findable piece of a work, with its Readium Locator."""

    order: int
    locator: Mapping[str, Any]
    label: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class WorkDocument:
    """One resource as the index keeps it.

    Attributes:
        id: the resource's public id.
        version: drawn from the database's sequence before the resource was read (ADR 0003).
        visible_to: tokens of the access rule; a reader sees it when she holds one of them.
        facets: values by facet: `type`, `grade`, `subject`, `language`.
    """

    id: str
    version: int
    type: str
    title: str
    visible_to: tuple[str, ...]
    subtitle: str = ""
    contributors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    isbn: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Put:
    """Write a work and replace all its passages, unless the index has a newer version."""

    work: WorkDocument
    passages: tuple[PassageDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Delete:
    """Forget a work; an older Put that comes later must not bring it back."""

    id: str
    version: int


Operation = Put | Delete


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What to look for, as terms.

    Attributes:
        words: for each word of the query the terms that may stand for it.
        bigrams, exact: terms that raise the score of neighbours and of rightly marked words.
        tokens: tokens that the reader holds; an empty set finds nothing.
        work: look inside one work only.
    """

    words: tuple[tuple[str, ...], ...]
    tokens: frozenset[str]
    bigrams: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    isbn: str = ""
    work: str = ""
    works: int = 200
    passages: int = 300


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A candidate with the engine's score and what was stored."""

    work: WorkDocument
    score: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A candidate passage; `work` is its work's id."""

    work: str
    passage: PassageDocument
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """What an engine found, best first; every passage's work is among the works."""

    works: tuple[FoundWork, ...] = ()
    passages: tuple[FoundPassage, ...] = ()


class SearchEngine(Protocol):
    """One engine. Every method may raise EngineUnavailableError, and none hangs longer than its time-outs."""

    name: str

    def apply(self, operations: Sequence[Operation]) -> None:
        """Make the operations durable before returning; doing them again changes nothing."""

    def retrieve(self, request: Retrieval) -> Candidates:
        """Candidates that carry one of the request's tokens."""

    def suggest(self, prefix: Sequence[str], tokens: frozenset[str], limit: int) -> list[WorkDocument]:
        """Works whose title or people begin words with these terms, the last one as a prefix."""

    def known(self, terms: Collection[str]) -> set[str]:
        """Which of these folded terms occur anywhere in the index."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of every work, in no particular order, for reconciling."""

    def rebuild(self, documents: Iterable[Put]) -> None:
        """Build a new index beside the old one and swap; readers see the one or the other."""

    def ping(self) -> bool:
        """Whether the engine answers."""
