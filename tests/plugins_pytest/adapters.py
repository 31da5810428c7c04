"""pytest plugin: counts the tests that each adapter of a port has passed.

A parametrised fixture marks its tests `search_engine("tantivy")`, `storage("s3")`. Tests of unit, integration and
contract that use the database are marked `both_databases` and run on each of the two; those that stand on top of others
only in `make deep`. `make test` compares the counts within each port.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from cms.run.options import ROOT
from tests.harness.environment import on_postgres
from tests.plugins_pytest.run import STATE

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

PORTS: Final = {
    "search_engine": ("tantivy", "elasticsearch", "database"),
    "database": ("sqlite", "postgres"),
    "storage": ("local", "s3"),
}
_PROPERTY: Final = "khovang-adapter"
_TESTS: Final = ROOT / "tests"
_FOLDERS: Final = ("unit", "integration", "contract")
_ON_TOP: Final = (
    "integration/admin",
    "integration/api",
    "integration/media_admin",
    "integration/reading/test_pages_of_the_site.py",
    "integration/reading/test_reader_page.py",
    "integration/sample",
    "integration/search/test_elasticsearch_away.py",
    "integration/search/test_results.py",
    "integration/web",
    "unit/accounts",
    "unit/api",
    "unit/catalogue",
)
"""What others are asked about on both: pages and answers made of what selectors find, models and services alone."""
_counts: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    """Say what the markers mean; the configuration refuses others."""
    for line in (
        "search_engine(name): runs against this search engine; set by the fixture",
        "storage(name): runs against this kind of storage; set by the fixture",
        "both_databases: must hold on SQLite and on PostgreSQL; make test runs it on both",
    ):
        config.addinivalue_line("markers", line)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what depends on the database; end-to-end tests choose for themselves, by starting the site on one."""
    is_deep = config.getoption("--deep")
    for item in items:
        path = item.path.relative_to(_TESTS)
        is_on_top = any(path.is_relative_to(place) for place in _ON_TOP)
        if path.parts[0] in _FOLDERS and _uses_database(item) and (is_deep or not is_on_top):
            item.add_marker(pytest.mark.both_databases)


def _uses_database(item: pytest.Item) -> bool:
    # The engine in the database has a full text of its own on each of the two; its fixture asks for the database late.
    engines = {marker.args[0] for marker in item.iter_markers("search_engine")}
    asked = set(getattr(item, "fixturenames", ())) & {"db", "transactional_db"}
    return bool(item.get_closest_marker("django_db") or asked or "database" in engines)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Write the adapters onto the report: the process that counts has the reports only."""
    for port in ("search_engine", "storage"):
        for marker in item.iter_markers(port):
            item.user_properties.append((_PROPERTY, f"{port}:{marker.args[0]}"))
    if item.get_closest_marker("both_databases"):
        item.user_properties.append((_PROPERTY, f"database:{'postgres' if on_postgres() else 'sqlite'}"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what has passed."""
    if report.when == "call" and report.passed:
        _counts.update(str(value) for name, value in report.user_properties if name == _PROPERTY)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Leave the counts, and how many tests passed and failed, to the runner."""
    stats = terminalreporter.stats
    results = {
        "passed": len(stats.get("passed", ())),
        "failed": len(stats.get("failed", ())) + len(stats.get("error", ())),
        "adapters": dict(_counts),
    }
    name = "counts-postgres.json" if on_postgres() else "counts-sqlite.json"
    (STATE.folder / name).write_text(json.dumps(results), "utf-8")
