"""`python -m tests.checks.faces`: a package's face is the only door to what lies behind it (ADR 0043).

A package whose `__init__` takes names from its own modules shows a face. Code outside it imports from the face alone;
migrations name the modules that they were written for, and tests look behind doors.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cms.run.options import ROOT
from tests.checks.sources import APPS, report, tracked

_SOURCE_ROOT: Final = "collections"  # on the path itself, never a package
_READERS: Final = (*APPS, "bench")


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each import that passes a face."""
    trees = {
        path: ast.parse((root / path).read_text("utf-8"))
        for path in tracked(root)
        if path.suffix == ".py" and path.parts[0] in _READERS and "migrations" not in path.parts
    }
    names = {path: _name_of(path) for path in trees}
    modules = set(names.values())
    faces = {
        names[path]
        for path, tree in trees.items()
        if path.name == "__init__.py" and "." in names[path] and _shows_a_face(tree, names[path])
    }
    for path, tree in trees.items():
        for line, module in _imports(tree, modules):
            for face in faces:
                if module.startswith(f"{face}.") and not f"{names[path]}.".startswith(f"{face}."):
                    yield f"{path}:{line}: {module} lies behind the face of {face}."


def _name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    parts = parts[1:] if parts[0] == _SOURCE_ROOT else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _shows_a_face(tree: ast.Module, package: str) -> bool:
    """Whether it imports its own modules at the top; a function that does so chooses one of them when it is called."""
    return any(isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{package}.") for node in tree.body)


def _imports(tree: ast.Module, modules: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            taken = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from {(node.lineno, name if name in modules else node.module) for name in taken}


if __name__ == "__main__":
    sys.exit(report(list(faults()), "Import it from the face; what nobody outside needs stays behind it."))
