"""One run of pytest over the whole suite, in processes of its own."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field

from cms.run.options import ROOT
from tests.harness.state import State

WORKERS = "3"
"""One more than the cores of a small machine, since tests in a browser wait much; each asks for half a gigabyte."""


_STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended.

    Attributes:
        code: pytest's exit code; a skip, an xfail or a deselection makes it 1 (tests.plugins_pytest.strict).
        adapters: passed tests by `port:adapter`.
    """

    code: int
    passed: int = 0
    failed: int = 0
    adapters: dict[str, int] = field(default_factory=dict)


def pytest(state: State, database: str, arguments: list[str]) -> Outcome:
    """Run the suite on `sqlite` or `postgres`; its output goes to the terminal."""
    counts = state.folder / f"counts-{database}.json"
    counts.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        WORKERS,
        "--dist",
        "worksteal",
        "-q",
        "--complete",
        "--durations=10",
    ]
    environment = {**os.environ, "DATABASE": database}
    code = _run([*command, *arguments], environment)
    if not counts.exists():  # it broke off before it counted
        return Outcome(code or 1)
    said = json.loads(counts.read_text("utf-8"))
    return Outcome(code, said["passed"], said["failed"], said["adapters"])


def _run(command: list[str], environment: dict[str, str]) -> int:
    """The exit code. In a group of its own: stopped half-way, pytest's workers must not outlive it."""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, process_group=0) as running:
        try:
            return running.wait()
        except BaseException:
            for number in (signal.SIGINT, signal.SIGKILL):
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(running.pid, number)
                    running.wait(_STOP_SECONDS)
            raise
