"""`python -m tests.checks.citations`: what code and pages refer to is in the repository, or a public standard."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from cms.run.options import ROOT
from tests.checks.sources import report, tracked

_READ: Final = frozenset(
    ".py .pyi .js .mjs .css .html .txt .sh .md .toml .yaml .yml .ini .cfg .svg .patch .example".split()
) | {""}
_SPEAK_OF_THEM: Final = (Path("tests/checks/citations.py"), Path("tests/unit/checks"))
_BOOKS: Final = Path("cms/sample/content")
"""Texts of the sample's books: what they name is made with them."""

_PAGE: Final = re.compile(r"(?<![\w/.~:*-])((?:[\w.-]+/|\.\./)*[\w-]+\.md)(?![\w.])(?:#([\w-]+)|, +“([^”]+)”)?")
_LINK: Final = re.compile(r"\]\((?![a-z]+:|#|/)([^)#\s]+)(?:#[^)\s]*)?\)")
_DECISION: Final = re.compile(r"\bADR +(\d+)")
_THREAD: Final = re.compile(r"\bissues? +#?\d+\b", re.IGNORECASE)
# A page that is named without its suffix: “(house-rules 3.1)”, “(house-rules, section 4)”.
_BARE: Final = re.compile(
    r"(?<![\w-])\(([a-z]+(?:-[a-z]+)+),? +(?:sections? +|decisions? +|threats? +)?\d+(?:\.\d+)*\b"
)
_PLACE: Final = re.compile(r"\b(?:sections?|decisions?|threats?) +\d+(?:\.\d+)*\b")
_STANDARD: Final = re.compile(r"\b(?:RFC|ISO|UAX|WCAG|EPUB|COUNTER|Readium|Media Fragments URI)\b")
_BEFORE: Final = 60  # characters: as far before its section a standard is named

_BREAK: Final = re.compile(r"\n[ \t]*(?:#|//|/?\*)?[ \t]*")


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each citation of what a reader of the repository can't open."""
    names = tracked(root)
    decisions = {path.name[:4] for path in names if path.parent == Path("docs/adr")}
    for path in names:
        if path.suffix not in _READ or any(path.is_relative_to(each) for each in (*_SPEAK_OF_THEM, _BOOKS)):
            continue
        try:
            text = (root / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # tests/checks/shape.py names it
        # Sentences run on over the ends of lines, and over the marks with which comments begin.
        flat = _BREAK.sub(lambda broken: " " * len(broken[0]), text)
        for start, fault in sorted({*_of_pages(root, path, flat), *_of_places(flat, decisions)}):
            yield f"{path}:{text.count(chr(10), 0, start) + 1}: {fault}"


def _of_pages(root: Path, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for match in _PAGE.finditer(text):
        name, anchor, heading = match.groups()
        if text[match.start() - 1 : match.start()] == text[match.end(1) : match.end(1) + 1] == '"':
            continue  # the name of a file as a value
        page = _page(root, path, name)
        if page is None:
            yield match.start(), f"{name} is not in the repository."
        elif anchor and anchor not in {_anchor(one) for one in _headings(page)}:
            yield match.start(), f"{name} has no heading for #{anchor}."
        elif heading and " ".join(heading.split()) not in _headings(page):
            yield match.start(), f"{name} has no heading “{heading}”."
    if path.suffix == ".md":
        for link in _LINK.finditer(text):
            if not link[1].endswith(".md") and not (root / path.parent / link[1]).exists():
                yield link.start(), f"the link {link[1]} leads nowhere."


def _of_places(text: str, decisions: set[str]) -> Iterator[tuple[int, str]]:
    for match in _DECISION.finditer(text):
        if match[1] not in decisions:
            yield match.start(), f"ADR {match[1]} is not in docs/adr/."
    for match in _THREAD.finditer(text):
        yield match.start(), f"“{match[0]}” is not in the repository: write the reason itself."
    for match in _BARE.finditer(text):
        yield match.start(), f"{match[1]} is no page of the repository."
    for match in _PLACE.finditer(text):
        if not _STANDARD.search(text, max(match.start() - _BEFORE, 0), match.start()):
            yield match.start(), f"“{match[0]}” of what? Name a public standard before it, or write the reason itself."


def _page(root: Path, path: Path, name: str) -> Path | None:
    for folder in (path.parent, Path()):
        if (root / folder / name).is_file():
            return root / folder / name
    return None


@lru_cache
def _headings(page: Path) -> tuple[str, ...]:
    return tuple(re.findall(r"^#+ +(.+?) *$", page.read_text("utf-8"), re.MULTILINE))


def _anchor(heading: str) -> str:
    """As GitHub makes it: lower case, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(report(list(faults()), "See CONTRIBUTING.md, How the code reads."))
