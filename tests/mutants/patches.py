"""Reading the patches."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
_EXPECTS: Final = re.compile(r"^# expects: (tests/\S+\.py::\S+)(?: on (sqlite|postgres))?$")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A guard that can be taken away.

    Attributes:
        expects: node id of the test that must fail then.
        database: on which it must: `sqlite` unless the guard is only there on `postgres`.
        diff: the patch itself.
    """

    name: str
    expects: str
    database: str
    diff: str


def read(path: Path) -> Mutant:
    """One patch.

    Raises:
        ValueError: its first line doesn't name a test.
    """
    first, _, rest = path.read_text("utf-8").partition("\n")
    found = _EXPECTS.match(first)
    if found is None:
        raise ValueError(f"{path.name}: the first line is not `# expects: tests/…/test_….py::test_…[ on postgres]`.")
    lines = rest.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return Mutant(path.stem, found.group(1), found.group(2) or "sqlite", "".join(lines[start:]))


def read_all(names: list[str], folder: Path = FOLDER) -> tuple[list[Mutant], list[str]]:
    """The named ones, or all; and what is wrong with those that can't be read."""
    mutants, faults = [], [f"There is no {name}.patch." for name in names if not (folder / f"{name}.patch").exists()]
    for path in sorted(folder.glob("*.patch")):
        if names and path.stem not in names:
            continue
        try:
            mutants.append(read(path))
        except ValueError as error:
            faults.append(str(error))
    return mutants, faults
