"""An installation for one benchmark: a migrated database and folders of its own, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.environment import enter
from tests.harness.services import stop_all


@contextmanager
def installation() -> Iterator[Path]:
    """Sets Django up on an empty, migrated SQLite (DATABASE=postgres: PostgreSQL); the folder that may be filled."""
    state, _ = enter()
    os.environ["LOG_LEVEL"] = "ERROR"
    try:
        import django

        django.setup()
        from tests.harness import databases

        databases.database(state).restore()
        yield state.own
    finally:
        stop_all(state)
        state.remove()
