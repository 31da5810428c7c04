"""`python -m tests.harness.suite [--deep]`: every check of a change; `make test`, `make deep`.

The checkers run while the servers start, then pytest with SQLite, then what depends on the database with PostgreSQL. It
ends with the number of tests of each adapter and one line that says how many passed.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from cms.plugins.translations import compile_catalogues
from cms.run.options import ROOT
from cms.run.services.probe import ServiceError
from tests.checks.__main__ import CHECKS, run_all, say
from tests.harness.environment import begin
from tests.harness.pytest_run import Outcome, pytest
from tests.harness.services import ask, stop_all
from tests.harness.state import VARIABLE, State
from tests.harness.summary import adapters, closing_line
from tests.mutants.__main__ import main as mutants

SERVICES = ("elasticsearch", "postgres", "s3", "smtp")
OLDER_POSTGRES = "16"


@contextmanager
def run_of_tests() -> Iterator[State]:
    """The servers that the processes of this run share; stopped at its end, whatever that is."""
    state = begin()
    try:
        yield state
    finally:
        stop_all(state)
        state.remove()
        os.environ.pop(VARIABLE, None)


def check(state: State) -> list[str]:
    """Start the servers and run the checkers meanwhile; what failed."""
    with ThreadPoolExecutor(len(SERVICES)) as pool:
        starting = {name: pool.submit(ask, state, name) for name in SERVICES}
        failed = [result.name for result in run_all(list(CHECKS)) if not result.passed]
        for name, service in starting.items():
            try:
                service.result()
            except ServiceError as error:
                say(f"\n--- {name} ---\n{error}")
                failed.append(name)
    return failed


def main(arguments: list[str]) -> int:
    """The exit code: 0 if nothing at all was found."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    deep = ["--deep"] if "--deep" in arguments else []
    begun = time.monotonic()
    compile_catalogues(ROOT)
    outcomes: list[Outcome] = []
    with run_of_tests() as state:
        failed = check(state)
        outcomes.append(pytest(state, "sqlite", deep))
        outcomes.append(pytest(state, "postgres", ["--both-databases", *deep]))
    if deep:
        with run_of_tests() as state:
            os.environ["KHOVANG_TEST_POSTGRES"] = OLDER_POSTGRES
            older = pytest(state, "postgres", ["--both-databases", *deep])
            del os.environ["KHOVANG_TEST_POSTGRES"]
        failed += [f"PostgreSQL {OLDER_POSTGRES}"] if older.code else []
        failed += ["mutants"] if mutants([]) else []
    lines, unequal = adapters(*outcomes)
    failed += unequal
    say("\n" + "\n".join(lines))
    if failed:
        say(f"\nFailed beside the tests: {', '.join(failed)}.")
    say(closing_line(outcomes, failed, time.monotonic() - begun))
    return int(bool(failed) or any(outcome.code for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
