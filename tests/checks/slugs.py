"""`python -m tests.checks.slugs`: no slug of a resource type outside its folder (design: a type touches one folder)."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cms.run.options import ROOT
from tests.checks.sources import APPS, report, tracked

TYPES = Path("library_pages/types")
# The sample library is content: it makes books, as a librarian does, and must say of which type.
CONTENT = ("cms/sample/",)
# What media types, HTML and ffmpeg call moving pictures too: there it counts where a type's slug is spoken of.
MEDIA_WORDS = frozenset({"video"})
_OF_A_TYPE = re.compile(r"slug|registry\.get|types?[./]|\bt-")


def slugs(root: Path = ROOT) -> list[str]:
    """The built-in types, by their folders."""
    return sorted(path.parent.name for path in (root / TYPES).glob("*/plugin.py"))


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each place in shared code that names a type."""
    names = slugs(root)
    for path in tracked(root):
        if path.parts[0] not in APPS or path.is_relative_to(TYPES) or str(path).startswith(CONTENT):
            continue
        if path.suffix == ".py":
            yield from _in_python(path, (root / path).read_text("utf-8"), names)
        elif path.suffix in {".html", ".js", ".mjs", ".css"}:
            yield from _in_front_end(path, (root / path).read_text("utf-8"), names)


def _in_python(path: Path, text: str, names: list[str]) -> Iterator[str]:
    word = re.compile(rf"(?<![a-z_-])({'|'.join(names)})(?![a-z_-])")
    tree, lines = ast.parse(text), text.splitlines()
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        # A sentence may speak of a video; a word, a path or a dotted name is code.
        if " " not in node.value and _names_a_type(word.findall(node.value), lines[node.lineno - 1]):
            yield f"{path}:{node.lineno}: {node.value!r} names a type."


def _in_front_end(path: Path, text: str, names: list[str]) -> Iterator[str]:
    named = re.compile(rf"""["'.\s=-]({"|".join(names)})(?=["'\s{{.,:>/-])""")
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r"</?(?:audio|video)\b", "", line)
        if _names_a_type(named.findall(code), code) and not line.lstrip().startswith(("//", "*", "/*", "{#")):
            yield f"{path}:{number}: {line.strip()[:100]} names a type."


def _names_a_type(words: Iterable[str], line: str) -> bool:
    found = set(words)
    return bool(found - MEDIA_WORDS) or bool(found and _OF_A_TYPE.search(line))


if __name__ == "__main__":
    sys.exit(report(list(faults()), "Put it into the type's declaration (cms/plugins/contract.py)."))
