import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
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


def read_all(patterns: list[str], folder: Path = FOLDER) -> tuple[list[Mutant], list[str]]:
    """Those whose name fits one of the patterns (`web-*`), or all; and what is wrong with those that can't be read."""
    paths = sorted(folder.glob("*.patch"))
    unknown = [pattern for pattern in patterns if not any(fnmatchcase(path.stem, pattern) for path in paths)]
    mutants, faults = [], [f"There is no {pattern}.patch." for pattern in unknown]
    for path in paths:
        if patterns and not any(fnmatchcase(path.stem, pattern) for pattern in patterns):
            continue
        try:
            mutants.append(read(path))
        except ValueError as error:
            faults.append(str(error))
    return mutants, faults
