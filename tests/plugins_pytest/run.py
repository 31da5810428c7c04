"""pytest plugin, loaded before Django's settings: makes this process part of a run (tests/harness)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.plugins.translations import compile_catalogues
from cms.run.options import ROOT
from tests.harness.environment import enter
from tests.harness.services import stop_all

if TYPE_CHECKING:
    import pytest

# At import: pytest-django reads the settings before any conftest, and they read the environment.
STATE, _FIRST = enter()
if _FIRST:
    # Before Django reads them: it never looks for catalogues again.
    compile_catalogues(ROOT)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began the run ends it; a worker, or a run of `make test`, leaves that to its starter."""
    if _FIRST:
        stop_all(STATE)
        STATE.remove()
