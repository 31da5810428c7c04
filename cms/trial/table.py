"""The table of a trial: a row for each file, as it is printed and as tests expect it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from library_pages.catalogue.trials import Outcome, try_file

HEADS: Final = ("file", "taken for", "result", "passages", "cover", "duration")
_WIDTHS: Final = (44, 30, 20, 8, 5, 9)
_NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file, and the seconds that it took."""

    name: str
    outcome: Outcome
    seconds: float

    @classmethod
    def of(cls, file: Path, folder: Path) -> Self:
        """Try the file; it is called by its path below the folder."""
        begun = time.monotonic()
        outcome = try_file(file)
        return cls(str(file.relative_to(folder)), outcome, time.monotonic() - begun)

    @property
    def is_accepted(self) -> bool:
        """Whether it was not refused."""
        return not self.outcome.refusal

    @property
    def is_explained(self) -> bool:
        """Whether a librarian is told why it was refused."""
        return self.is_accepted or any(self.outcome.sentences)

    def cells(self) -> tuple[str, ...]:
        """A cell below each of `HEADS`; the result is `accepted` or the code of the refusal."""
        outcome = self.outcome
        return (
            self.name,
            outcome.taken_for or _NONE,
            outcome.refusal or "accepted",
            str(outcome.passages or _NONE),
            "yes" if outcome.has_cover else _NONE,
            f"{outcome.duration:.1f} s" if outcome.duration else _NONE,
        )


def line(cells: Iterable[str]) -> str:
    """Cells side by side, each as wide as its column or as it needs."""
    padded = zip(cells, (*_WIDTHS, 0), strict=False)
    return "  ".join(cell.ljust(width) for cell, width in padded).rstrip()


def files_in(folder: Path) -> list[Path]:
    """All files below a folder by their names; hidden ones are left out."""
    below = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in below if not any(part.startswith(".") for part in path.relative_to(folder).parts))
