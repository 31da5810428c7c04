"""`python -m tests.mutants [NAME …]`: takes one guard away at a time and expects its test to fail; `make mutants`.

`<name>.patch` is a unified diff that removes a guard. Its first line names the test: `# expects: tests/…::test_…`. The
test must pass on the tree as it is, and must fail, not break, on a copy with the patch. `… on postgres` at the end of
that line says that the guard is there only with PostgreSQL. A NAME may be a pattern: `'web-*'`.
"""

import os
import queue
import re
import subprocess
import sys
import tempfile
import time
from collections import ChainMap
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.checks.__main__ import say
from tests.harness.environment import begin
from tests.harness.services import stop_all
from tests.mutants.copies import Copy
from tests.mutants.patches import Mutant, read_all
from tests.services.khovang import OWN_SITE

_WORKERS: Final = 2
_SECONDS: Final = 600
_ALL_SECONDS: Final = 3_600
_COLUMNS: Final = "300"  # to which pytest cuts the reasons in its summary
_FAILED: Final = 1  # pytest's exit codes: 1 tests failed, 2 and above it could not run them


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant.

    Attributes:
        fault: empty when its test caught it.
        output: all that pytest or git said.
    """

    mutant: Mutant
    fault: str
    seconds: float
    output: str = ""

    @property
    def outcome(self) -> str:
        """The fault, or why the test failed: a name that is gone fails a test too, and shows no guard."""
        return self.fault or f"caught: {_reason(self.output, 'FAILED', self.mutant.expects)}"


def _judge(mutant: Mutant, broken: dict[tuple[str, str], str], copies: "queue.Queue[Copy]") -> Verdict:
    """A test that fails as it is holds no guard: its mutant is not tried, the others are."""
    output = broken.get((mutant.database, mutant.expects))
    if output is not None:
        return Verdict(mutant, "the test fails with the guard in place", 0.0, output)
    return try_one(mutant, copies)


def try_one(mutant: Mutant, copies: "queue.Queue[Copy]") -> Verdict:
    """Apply the patch in a copy that nobody uses, run the test, take the patch back."""
    copy = copies.get()
    begun = time.monotonic()
    try:
        refused = copy.apply(mutant.diff)
        if refused:
            return Verdict(mutant, "does not apply", 0.0, refused)
        try:
            code, output = _run_tests(copy, mutant.database, ["-x", mutant.expects])
        finally:
            copy.take_back(mutant.diff)
    finally:
        copies.put(copy)
    return Verdict(mutant, _fault(mutant, code, output), time.monotonic() - begun, output)


def _fault(mutant: Mutant, code: int, output: str) -> str:
    if code == 0:
        return "SURVIVED: the test passes without the guard"
    if code != _FAILED or _reason(output, "FAILED", mutant.expects) is None:
        return f"broke (exit code {code}): a mutant must let the test run and fail"
    return ""


def _reason(output: str, outcomes: str, test: str) -> str | None:
    """What pytest's summary says of the test or a parametrised case of it; None without one of the `outcomes`."""
    found = re.search(rf"^(?:{outcomes}) {re.escape(test)}(?:\[.*?\])?(?: - (.*))?$", output, re.MULTILINE)
    return (found[1] or "") if found else None


def _broken_tests(workers: list[Copy], mutants: list[Mutant]) -> dict[tuple[str, str], str]:
    """Tests that fail with every guard in place, by database and node id: pytest's output. Each copy runs a share."""
    tests = sorted({(mutant.database, mutant.expects) for mutant in mutants})
    shares = [tests[number :: len(workers)] for number in range(len(workers))]
    with ThreadPoolExecutor(len(workers)) as pool:
        return dict(ChainMap(*pool.map(_broken_in_share, workers, shares)))


def _broken_in_share(copy: Copy, tests: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    broken: dict[tuple[str, str], str] = {}
    for database in sorted({database for database, _ in tests}):
        named = [test for where, test in tests if where == database]
        code, output = _run_tests(copy, database, named, seconds=_ALL_SECONDS)
        if code:
            # A run that ended early or failed as a whole says nothing for any of its tests.
            guilty = [test for test in named if _reason(output, "FAILED|ERROR", test) is not None]
            broken |= {(database, test): output for test in (guilty if guilty and code == _FAILED else named)}
    return broken


def _run_tests(copy: Copy, database: str, arguments: Sequence[str], seconds: float = _SECONDS) -> tuple[int, str]:
    """Exit code and output; parametrised tests are named without their brackets."""
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *arguments]
    own = {
        "PYTEST_XDIST_WORKER": copy.worker,
        "PYTHONDONTWRITEBYTECODE": "1",
        OWN_SITE: "yes",
        "DATABASE": database,
        "COLUMNS": _COLUMNS,
    }
    try:
        done = subprocess.run(
            command,
            cwd=copy.folder,
            env=os.environ | own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return 124, f"not ended after {seconds:.0f} s"
    return done.returncode, done.stdout


def _show(verdict: Verdict) -> None:
    say(f"{verdict.mutant.name:<44} {verdict.seconds:5.1f} s  {verdict.outcome}")


def main(names: list[str]) -> int:
    """The exit code: 0 if every mutant was caught."""
    mutants, faults = read_all(names)
    for fault in faults:
        say(fault)
    if not mutants:
        say("There is no mutant to try.")
        return 1
    with ExitStack() as stack:
        state = begin()
        stack.callback(state.remove)
        stack.callback(stop_all, state)
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kv-mutants-")))
        place.chmod(0o755)
        workers = [Copy.make(place / f"gw{number}") for number in range(min(_WORKERS, len(mutants)))]
        broken = _broken_tests(workers, mutants)
        copies: queue.Queue[Copy] = queue.Queue()
        for copy in workers:
            copies.put(copy)
        verdicts: list[Verdict] = []
        with ThreadPoolExecutor(len(workers)) as pool:
            for verdict in pool.map(lambda mutant: _judge(mutant, broken, copies), mutants):
                _show(verdict)
                verdicts.append(verdict)
    missed = [verdict for verdict in verdicts if verdict.fault]
    for verdict in missed:
        say(f"\n--- {verdict.mutant.name} ---\n{verdict.output[-3000:]}")
    say(f"{len(verdicts) - len(missed)} of {len(verdicts)} mutants were caught.")
    return int(bool(missed or faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
