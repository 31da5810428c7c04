"""The word strings of documents: the same for every engine (ADR 0004)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.plugins.contract import Passage
from search.port import ResourceDocument
from search.understanding.syllables import bigrams, exact, folded

# A change of analysis or of a field must lead to a new index: it is part of every schema hash.
ANALYSIS = "1"

# Weights of the fields of a resource, for one word.
WEIGHTS = {"title": 8.0, "people": 5.0, "subject": 3.0, "more": 1.0}
TIE = 0.2
PAIR_WEIGHT = 0.5
EXACT_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class RecordWords:
    """Folded words of a resource by field, pairs and exact keys; lists of words, not yet joined."""

    title: tuple[str, ...]
    people: tuple[str, ...]
    subject: tuple[str, ...]
    more: tuple[str, ...]
    pairs: tuple[str, ...]
    exact: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every word by which the resource can be found."""
        return (*self.title, *self.people, *self.subject, *self.more)


@dataclass(frozen=True, slots=True)
class PassageWords:
    """Folded words of a passage, its heading first; pairs and exact keys."""

    all: tuple[str, ...]
    pairs: tuple[str, ...]
    exact: tuple[str, ...]


def words_of_record(resource: ResourceDocument) -> RecordWords:
    """The word strings of a resource."""
    title = folded(resource.title)
    parts = [title, *(folded(name) for name in resource.contributors), folded(resource.subtitle), folded(resource.toc)]
    return RecordWords(
        title=tuple(title),
        people=_joined(folded(name) for name in resource.contributors),
        subject=_joined(folded(word) for word in (*resource.subjects, *resource.tags)),
        more=(*folded(resource.subtitle), *folded(resource.summary), *folded(resource.toc), *folded(resource.isbn)),
        pairs=_joined(bigrams(part) for part in (*parts, folded(resource.summary))),
        exact=tuple(exact(" ".join((resource.title, *resource.contributors)))),
    )


def words_of_passage(passage: Passage) -> PassageWords:
    """The word strings of a passage."""
    heading, body = folded(passage.heading), folded(passage.body)
    return PassageWords(
        all=(*heading, *body), pairs=(*bigrams(heading), *bigrams(body)), exact=tuple(exact(passage.body))
    )


def _joined(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part)
