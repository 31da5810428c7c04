"""What the library makes of many files: the table of a trial, a file for each group of inputs in `expected/`.

Where a change of the code changes it on purpose, `TRIAL=write python -m pytest tests/integration/trial` writes it anew,
for the difference to be read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cms.trial.table import Row
from tests.factories.inputs import GROUPS

EXPECTED = Path(__file__).with_name("expected")
LONG = {"books-letters", "books-hostile", "films", "sounds"}
pytestmark = pytest.mark.django_db


def lines_of(group, folder):
    """A line for each input of the group: its cells, then the codes of what a librarian is told."""
    lines = []
    for name, content in GROUPS[group]().items():
        path = folder / name
        path.write_bytes(content)
        row = Row.of(path, folder)
        assert row.is_explained, name
        lines.append(" | ".join((*row.cells(), *row.outcome.sentences)))
    return lines


@pytest.mark.parametrize(
    "group", [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in GROUPS]
)
def test_files_are_taken_for_what_they_are_and_refused_in_words(group, tmp_path):
    expected = EXPECTED / f"{group}.txt"
    lines = lines_of(group, tmp_path)
    if os.environ.get("TRIAL") == "write":
        expected.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == expected.read_text("utf-8").splitlines()
