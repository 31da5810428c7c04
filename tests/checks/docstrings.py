"""`python -m tests.checks.docstrings`: docstrings that say nothing which the name does not say.

One of three words or fewer has no room for a shape, a unit, an error or a reason, and one made of the words of the name
repeats it. Either is left out, or says what the caller can't see.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from cms.run.options import ROOT
from tests.checks.sources import report, tracked

FEW_WORDS: Final = 3
_LITTLE: Final = frozenset(
    "a an the of for to in is are it its this that whether as by with on one what which who whose how and or".split()
)


class Docstring(NamedTuple):
    """A docstring with the name that it belongs to, a module's file name without its suffix included."""

    name: str
    line: int
    text: str


def docstrings(source: str, stem: str) -> Iterator[Docstring]:
    """Of the module, its classes and its functions; those without one are left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield Docstring(getattr(node, "name", stem), getattr(node, "lineno", 1), text)


def says_little(text: str) -> bool:
    """Whether a docstring has three words or fewer."""
    return len(_words(text)) <= FEW_WORDS


def repeats(name: str, text: str) -> bool:
    """Whether a docstring holds no word but those of the name, and little ones."""
    own = {_stem(word) for word in _words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("_", " ")))}
    return all(_stem(word) in own for word in _words(text) if word not in _LITTLE)


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each docstring that says nothing."""
    for path in tracked(root):
        if path.suffix != ".py" or "migrations" in path.parts:
            continue
        for each in docstrings((root / path).read_text("utf-8"), path.stem):
            if says_little(each.text) or repeats(each.name, each.text):
                yield f"{path}:{each.line}: “{each.text}” says no more than “{each.name}”."


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})(?:ing|ies|es|ed|er|s)$", "", word)


if __name__ == "__main__":
    sys.exit(report(list(faults()), "Leave it out, or say what the caller can't see. See CONTRIBUTING.md."))
