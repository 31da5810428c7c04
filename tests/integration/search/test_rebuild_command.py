"""`manage.py rebuild_search`."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.enums import Role
from search import engines
from tests.factories import catalogue, schools


def run(*arguments):
    said = StringIO()
    call_command("rebuild_search", *arguments, stdout=said)
    return said.getvalue().splitlines()


@pytest.fixture
def books(at):
    return [catalogue.ebook(at.shelf, f"Cuốn {number}") for number in range(60)]


def test_it_fills_all_engines_and_tells_how_far_it_is(at, books, tantivy, found):
    said = run()
    assert said == [
        "tantivy: 50 of 60",
        "tantivy: 60 of 60",
        "tantivy: 60 resources",
        "database: 50 of 60",
        "database: 60 of 60",
        "database: 60 resources",
    ]
    assert len(found(schools.reader(Role.PUPIL, at), limit=50)) == 50
    assert len(list(engines.stand_in().versions())) == 60


def test_it_fills_one_of_them_when_told(at, books, tantivy):
    assert run("--engine", "main")[-1] == "tantivy: 60 resources"
    assert run("--engine", "stand-in")[-1] == "database: 60 resources"


def test_an_engine_that_is_away_is_named(at, tantivy, tmp_path):
    (tmp_path / "index").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(CommandError, match="tantivy: "):
        run("--engine", "main")


def test_there_may_be_no_stand_in(at, tantivy, monkeypatch):
    monkeypatch.setattr(engines, "stand_in", lambda: None)
    with pytest.raises(CommandError, match="SEARCH_ENGINE"):
        run("--engine", "stand-in")
