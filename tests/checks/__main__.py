"""`python -m tests.checks [NAME …]`: every checker at once; `make lint`.

One line each, and the output of those that found something. The exit code says whether there were any.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.run.options import ROOT

_BIN: Final = Path(sys.executable).parent


def _ours(name: str) -> list[str]:
    return [sys.executable, "-m", f"tests.checks.{name}"]


# The slowest first: with two cores the others run beside it.
CHECKS: Final[dict[str, list[str]]] = {
    "types": [str(_BIN / "mypy"), "."],
    "stubs": _ours("stubs"),
    "migrations": _ours("migrations"),
    "messages": _ours("messages"),
    "layers": [str(_BIN / "lint-imports"), "--no-logo"],
    "slugs": _ours("slugs"),
    "sdk": _ours("sdk"),
    "shape": _ours("shape"),
    "faces": _ours("faces"),
    "citations": _ours("citations"),
    "docstrings": _ours("docstrings"),
    "templates": _ours("templates"),
    "locks": _ours("locks"),
    "licences": _ours("licences"),
    "style": [str(_BIN / "ruff"), "check", "--output-format", "concise", "."],
    "format": [str(_BIN / "ruff"), "format", "--check", "."],
}


@dataclass(frozen=True, slots=True)
class Result:
    """How one checker ended."""

    name: str
    passed: bool
    seconds: float
    output: str


def run(name: str) -> Result:
    """Run one checker; a crash of its own is a failure too."""
    begun = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(name, done.returncode == 0, time.monotonic() - begun, done.stdout.strip())


def run_all(names: list[str]) -> list[Result]:
    """Run the checkers side by side and say how each ended."""
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = list(pool.map(run, names))
    for result in results:
        say(f"{'ok    ' if result.passed else 'FAILED'}  {result.name:<11} {result.seconds:5.1f} s")
    for result in results:
        if not result.passed:
            say(f"\n--- {result.name} ---\n{result.output}")
    return results


def say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str]) -> int:
    unknown = [name for name in arguments if name not in CHECKS]
    if unknown:
        say(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}.")
        return 2
    failed = [result.name for result in run_all(arguments or list(CHECKS)) if not result.passed]
    if failed:
        say(f"\n{len(failed)} of the checks found something: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
