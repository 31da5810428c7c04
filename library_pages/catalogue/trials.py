"""Taking a file as a librarian would, only to see what becomes of it. Each kind of content says how it does that.

A trial goes the way of a real upload, from the form's checks to the end of the reading, and leaves nothing behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.web.registry import Registry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        taken_for: the media type or format as which it was read; empty where it was not recognised.
        refusal: the code of the refusal; empty for a file that was accepted.
        sentences: what the librarian reads: the refusal, or the warnings of a file that was accepted.
        passages: how many pieces of text search finds in it.
        has_cover: whether a picture for its cover, or a film's poster, was found in it.
        duration: seconds of sound or film.
        is_recognised: whether it is of this kind at all; another kind may try a file that is not.
    """

    taken_for: str = ""
    refusal: str = ""
    sentences: tuple[str, ...] = ()
    passages: int = 0
    has_cover: bool = False
    duration: float = 0
    is_recognised: bool = True


Trial = Callable[[Path], Outcome]

trials: Final[Registry[Trial]] = Registry()


def try_file(file: Path) -> Outcome:
    """What becomes of the file at the door that a librarian would choose for it.

    That is the first kind that recognises it; where none does, the first that says why.
    """
    outcomes = []
    for trial in trials:
        outcome = trial(file)
        if outcome.is_recognised:
            return outcome
        outcomes.append(outcome)
    return next((each for each in outcomes if each.sentences), Outcome())
