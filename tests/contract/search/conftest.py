from __future__ import annotations

import pytest

from search.engines.tantivy_engine.engine import TantivyEngine
from search.port import Query
from tests.contract.search.library import LIBRARY, A


@pytest.fixture(params=["tantivy"])
def empty(request, tmp_path):
    """Each adapter, with an empty index."""
    if request.param == "tantivy":
        engine = TantivyEngine(tmp_path / "index")
    engine.rebuild(())
    return engine


@pytest.fixture
def engine(empty):
    """Each adapter, with the library in it."""
    empty.apply(LIBRARY)
    return empty


@pytest.fixture
def ask(engine):
    """Titles of an answer, in order."""

    def run(text, tokens=A, **fields):
        return engine.search(Query(text, tokens, **fields))

    return run


@pytest.fixture
def titles(ask):
    def run(text, tokens=A, **fields):
        return ["".join(part for part, _ in hit.title) for hit in ask(text, tokens, **fields).hits]

    return run
