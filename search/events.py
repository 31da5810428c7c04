"""News from the search, announced after the answer is there."""

from dataclasses import dataclass

from cms.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class Searched:
    """A reader has got a new list of results for words; turning its pages is no new search."""

    reader: Reader
    text: str
    results: int
