from __future__ import annotations

import pytest

from search.engines import by_name
from search.engines.database.engine import DatabaseEngine
from search.engines.elastic.engine import ElasticEngine
from search.engines.tantivy_engine.engine import TantivyEngine
from search.port import Query
from tests.contract.search.library import LIBRARY, A
from tests.harness.fixtures.services import _remove_indexes

_PATIENCE = 30.0  # seconds: these tests look at answers; the time limits have tests of their own


@pytest.fixture
def empty(request, search_engine_name, settings, tmp_path):
    """Each adapter, with an empty index of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.ELASTICSEARCH_TIMEOUT = _PATIENCE
    if search_engine_name == "elasticsearch":
        request.getfixturevalue("index_prefix")
    if search_engine_name == "database":
        request.getfixturevalue("db")
    engine = DatabaseEngine(_PATIENCE) if search_engine_name == "database" else by_name(search_engine_name)
    engine.rebuild(())
    return engine


@pytest.fixture
def engine(empty):
    """Each adapter, with the library in an index of its own: for tests that write."""
    empty.apply(LIBRARY)
    return empty


@pytest.fixture
def library(request, search_engine_name):
    """Each adapter, with the library: for tests that only ask. Rows go with the test, so the database shares none."""
    if search_engine_name == "database":
        return request.getfixturevalue("engine")
    return request.getfixturevalue(f"_{search_engine_name}_library")


@pytest.fixture(scope="session")
def _tantivy_library(tmp_path_factory):
    return _filled(TantivyEngine(tmp_path_factory.mktemp("library")))


@pytest.fixture(scope="session")
def _elasticsearch_library(elasticsearch_url, tmp_path_factory):
    prefix = f"kvt-library-{tmp_path_factory.getbasetemp().parent.name}-{tmp_path_factory.getbasetemp().name}".lower()
    yield _filled(ElasticEngine(elasticsearch_url, prefix, _PATIENCE))
    _remove_indexes(elasticsearch_url, prefix)


def _filled(engine):
    engine.rebuild(())
    engine.apply(LIBRARY)
    return engine


@pytest.fixture
def ask(request, search_engine_name):
    """Answers of the test's own engine if it has one, else of the shared library."""
    engine = request.getfixturevalue("engine" if "engine" in request.fixturenames else "library")

    def run(text, tokens=A, **fields):
        return engine.search(Query(text, tokens, **fields))

    return run


@pytest.fixture
def titles(ask):
    """Titles of an answer, in order."""

    def run(text, tokens=A, **fields):
        return ["".join(part for part, _ in hit.title) for hit in ask(text, tokens, **fields).hits]

    return run
