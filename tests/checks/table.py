"""`python -m tests.checks.table [COMMIT …]`: what the files of some commits come to, side by side, as a Markdown table.

Measured from the text alone, so that a commit of any age can be compared: nothing of it is imported or run. With
`--traced` as the first word the way of an EPUB is walked in each commit too, in a minute each (`way_of_an_epub.py`).
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cms.run.options import ROOT
from tests.checks import citations
from tests.checks.docstrings import docstrings, repeats, says_little
from tests.checks.sources import APPS, tracked

_FACET: Final = re.compile(r"\bFacet\.[A-Z]{2,}\b")
_PASSAGE: Final = re.compile(r"^class (\w*Passage\w*)\b", re.MULTILINE)
_KINDS: Final = (Path("library_pages/text"), Path("library_pages/media"))


class Tree:
    """The Python files of one commit, unpacked in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = [path for path in tracked(root) if path.suffix == ".py" and "migrations" not in path.parts]

    @property
    def modules(self) -> list[Path]:
        """Those of the applications, relative to the root."""
        return [path for path in self.files if path.parts[0] in APPS]

    def text(self, path: Path) -> str:
        """What the file says."""
        return (self.root / path).read_text("utf-8")

    def lines(self, path: Path) -> int:
        """How long the file is."""
        return len(self.text(path).splitlines())


def _docstrings_that(tree: Tree, wrong: Callable[[str, str], bool]) -> int:
    return sum(wrong(each.name, each.text) for path in tree.files for each in docstrings(tree.text(path), path.stem))


def _twins(tree: Tree) -> int:
    """Lines of those modules of two kinds of content that have the same path in both."""
    one, other = ({path.relative_to(kind) for path in tree.modules if path.is_relative_to(kind)} for kind in _KINDS)
    shared = [path for path in one & other if path.name != "__init__.py"]
    return sum(tree.lines(kind / path) for kind in _KINDS for path in shared)


ROWS: Final[dict[str, Callable[[Tree], int]]] = {
    "citations of what is not in the repository": lambda tree: len(list(citations.faults(tree.root))),
    "docstrings of three words or fewer": lambda tree: _docstrings_that(tree, lambda _, said: says_little(said)),
    "docstrings that repeat the name": lambda tree: _docstrings_that(tree, repeats),
    "modules of the applications": lambda tree: len(tree.modules),
    "lines of a module, median": lambda tree: round(statistics.median(map(tree.lines, tree.modules))),
    "lines of a module, largest": lambda tree: max(map(tree.lines, tree.modules)),
    "modules of library_pages/media": lambda tree: sum(path.is_relative_to(_KINDS[1]) for path in tree.modules),
    "lines of modules that text and media both have": _twins,
    "files that name a facet": lambda tree: sum(bool(_FACET.search(tree.text(path))) for path in tree.modules),
    "classes named for a passage": lambda tree: sum(len(_PASSAGE.findall(tree.text(path))) for path in tree.modules),
}


def _passed_by_an_epub(tree: Tree) -> int:
    """Modules that it passes until it is read, as the tests of that commit run them."""
    test = tree.root / "tests/integration/admin/test_way_of_an_epub.py"
    shutil.copy(Path(__file__).with_name("way_of_an_epub.py"), test)
    answer = tree.root / "passed.txt"
    paths = os.pathsep.join([str(tree.root), str(tree.root / "collections")])
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-x", str(test.relative_to(tree.root))]
    environment = os.environ | {"PASSED": str(answer), "PYTHONPATH": paths}
    subprocess.run(command, cwd=tree.root, env=environment, stdout=sys.stderr, check=True)
    return len(answer.read_text("utf-8").splitlines())


TRACED: Final[dict[str, Callable[[Tree], int]]] = {
    "modules that an uploaded EPUB passes until it is read": _passed_by_an_epub,
}


def measured(
    commit: str, repository: Path = ROOT, rows: Mapping[str, Callable[[Tree], int]] = MappingProxyType(ROWS)
) -> dict[str, int]:
    """Each row's number for a commit.

    Raises:
        CalledProcessError: there is no such commit.
    """
    with tempfile.TemporaryDirectory(prefix="kv-table-") as folder:
        archive = subprocess.run(["git", "archive", commit], cwd=repository, stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)  # what is ignored stays out, as at home
        tree = Tree(Path(folder))
        return {name: measure(tree) for name, measure in rows.items()}


def table(
    commits: list[str], repository: Path = ROOT, rows: Mapping[str, Callable[[Tree], int]] = MappingProxyType(ROWS)
) -> Iterator[str]:
    """Lines of the table, a column for each commit."""
    columns = [measured(commit, repository, rows) for commit in commits]
    yield "| | " + " | ".join(commits) + " |"
    yield "|---|" + "--:|" * len(commits)
    for name in rows:
        yield f"| {name} | " + " | ".join(str(column[name]) for column in columns) + " |"


if __name__ == "__main__":
    words = sys.argv[1:]
    traced = words[:1] == ["--traced"]
    print("\n".join(table(words[traced:] or ["HEAD"], rows=ROWS | TRACED if traced else ROWS)))
