"""`python -m tests.checks.shape`: what the files of the project may look like."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cms.run.options import ROOT
from tests.checks.sources import report, tracked

LONGEST = 400
CODE = {".py", ".pyi", ".js", ".mjs", ".css", ".html", ".sh"}
TEXT = CODE | {".md", ".toml", ".yaml", ".yml", ".txt", ".json", ".lock", ".po", ".ini", ".cfg", ""}

_SPEAKS_OF_THEM = Path("tests/unit/checks")

# Where this was written, and from where packages came, is nobody's business and works on no other machine.
_NEVER = {
    "what a merge left over": re.compile(r"(?:<{7}|>{7}) \S"),
    "a path of one machine": re.compile(r"(?<![\w.~/-])/(?:work|root|home/[a-z]\w*)/\w"),
    "the address of a package registry": re.compile(
        r"https?://(?:[\w-]*(?:registry|mirror)[\w-]*\.[\w.-]+|[\w.-]+/simple\b)", re.IGNORECASE
    ),
}


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each rule that a file breaks."""
    if (root / "collections" / "__init__.py").exists():
        yield "collections/__init__.py: a package of that name shadows the standard library's `collections`."
    decisions = [path for path in tracked(root) if path.is_relative_to("docs/adr")]
    for number, times in Counter(path.name[:4] for path in decisions).items():
        if times > 1:
            yield f"docs/adr: {times} decisions have the number {number}."
    for path in tracked(root):
        if path.suffix not in TEXT or path.is_relative_to(_SPEAKS_OF_THEM):
            continue
        try:
            text = (root / path).read_text("utf-8")
        except UnicodeDecodeError:
            yield f"{path}: not UTF-8."
            continue
        yield from _of_file(path, text)


def _of_file(path: Path, text: str) -> Iterator[str]:
    lines = text.splitlines()
    if path.suffix in CODE and "migrations" not in path.parts and len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines; {LONGEST} at most, one idea a module."
    for number, line in enumerate(lines, 1):
        for what, pattern in _NEVER.items():
            if pattern.search(line):
                yield f"{path}:{number}: {what}."


if __name__ == "__main__":
    sys.exit(report(list(faults()), "See CONTRIBUTING.md, How the code reads."))
