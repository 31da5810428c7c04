"""`python -m tests.checks.templates`: templates are indented, and no visible word in them bypasses gettext."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cms.run.options import ROOT
from tests.checks.messages import ALLOWED
from tests.checks.sources import APPS, report, tracked

# What nobody reads, and what gettext sees: replaced by as many line ends, so that line numbers stay.
_NOT_SEEN = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}|\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*block (?:body_class|main_class)\s*%\}.*?endblock[^%]*%\}"
    r"|<!--.*?-->|<(script|style|svg)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL | re.IGNORECASE,
)
_READ_ALOUD = re.compile(r"""\b(?:alt|title|placeholder|aria-label|aria-description)\s*=\s*"([^"]*)\"""")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each visible word."""
    names = set(tomllib.loads(ALLOWED.read_text("utf-8"))["literal"])
    for path in templates(root):
        text = (root / path).read_text("utf-8")
        left = _NOT_SEEN.sub(lambda found: "\n" * found.group().count("\n") + " ", text)
        spoken = [(found.start(1), found.group(1)) for found in _READ_ALOUD.finditer(left)]
        shown = _TAG.sub(lambda found: "\n" * found.group().count("\n") + " ", left)
        for number, line in enumerate(shown.splitlines(), 1):
            yield from (f"{path}:{number}: {word!r}" for word in _visible(line, names))
        for start, value in spoken:
            number = left.count("\n", 0, start) + 1
            yield from (f"{path}:{number}: {word!r} in an attribute" for word in _visible(value, names))


def _visible(text: str, names: set[str]) -> list[str]:
    for name in names:
        text = text.replace(name, " ")
    text = re.sub(r"&\w+;", " ", text)
    return [text.strip()] if _WORD.search(text) else []


def templates(root: Path = ROOT) -> list[Path]:
    """Every Django template of the applications."""
    return [path for path in tracked(root) if path.suffix == ".html" and path.parts[0] in APPS]


def indentation() -> int:
    """What djhtml would indent otherwise."""
    program = str(Path(sys.executable).with_name("djhtml"))
    paths = [str(path) for path in templates()]
    done = subprocess.run([program, "--check", "--tabwidth", "2", *paths], cwd=ROOT, check=False)
    return done.returncode


if __name__ == "__main__":
    found = report(list(faults()), "Words that a person sees go through gettext ({% translate %}).")
    sys.exit(indentation() or found)
