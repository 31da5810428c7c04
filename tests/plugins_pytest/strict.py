"""pytest plugin: a skip, an xfail or a deselected test fails the run, since nobody reads a yellow line.

A deselection is what one wants while working at one test, so it fails only under `--complete`, which `make test` gives.
Tests marked `slow` belong to `make deep`; `make test` says how many it has left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

_FORBIDDEN = ("skipped", "xfailed", "xpassed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of `make test`."""
    group = parser.getgroup("khovang")
    group.addoption("--complete", action="store_true", help="fail when a test was deselected")
    group.addoption("--both-databases", action="store_true", help="run only the tests marked both_databases")
    group.addoption("--deep", action="store_true", help="with --complete: the tests marked slow too")


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker means; the configuration refuses others."""
    config.addinivalue_line("markers", "slow: takes long; run by make deep, and whenever it is asked for by name")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What this run is for; the rest is run by another one and is not deselected."""
    if config.getoption("--both-databases"):
        items[:] = [item for item in items if item.get_closest_marker("both_databases")]
    if config.getoption("--complete") and not config.getoption("--deep"):
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Turn a success with gaps into a failure; in the process that has all reports."""
    reporter: TerminalReporter | None = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    missing = {kind: len(reporter.stats.get(kind, ())) for kind in _FORBIDDEN}
    if session.config.getoption("--complete"):
        missing["deselected"] = len(reporter.stats.get("deselected", ()))
    found = {kind: count for kind, count in missing.items() if count}
    if found:
        reporter.write_line("")
        reporter.write_line(f"Not allowed: {', '.join(f'{count} {kind}' for kind, count in found.items())}.", red=True)
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED
