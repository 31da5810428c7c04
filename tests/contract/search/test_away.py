"""Engines that do not answer: an error of the port within the time that the settings give, whatever the reason."""

import socket
import time

import pytest
from elasticsearch import Elasticsearch

from search.engines.database.engine import DatabaseEngine
from search.engines.elastic.engine import ElasticEngine
from search.engines.tantivy_engine.engine import TantivyEngine
from search.port import EngineError, NeedsRebuildError, Query
from tests.contract.search.library import LIBRARY, MOON, A, work

LIMIT = 0.3
QUESTIONS = [
    lambda engine: engine.search(Query("trăng", A)),
    lambda engine: engine.search(Query("", A)),
    lambda engine: engine.suggest("trăng", A),
    lambda engine: engine.known_terms(["trang"], A),
    lambda engine: engine.ping(),
]


@pytest.fixture
def silent():
    """A port where connections are taken and nobody ever answers, as of a server stopped by SIGSTOP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def closed():
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("address", ["silent", "closed"])
def test_an_elasticsearch_that_is_away_is_an_error_in_time(request, address, question):
    engine = ElasticEngine(request.getfixturevalue(address), "kvt", LIMIT)
    for _ in range(2):
        started = time.monotonic()
        with pytest.raises(EngineError) as error:
            question(engine)
        assert time.monotonic() - started < LIMIT + 1
        assert not isinstance(error.value, NeedsRebuildError)


def test_writing_to_an_elasticsearch_that_is_away_is_an_error(closed):
    with pytest.raises(EngineError):
        ElasticEngine(closed, "kvt", LIMIT).apply([MOON])


def test_a_server_that_takes_no_writes_is_away_and_refuses_no_work(elasticsearch_url, index_prefix):
    """As when its disk is full: no row of the outbox may be parked for that."""
    engine = ElasticEngine(elasticsearch_url, index_prefix, 30.0)
    engine.rebuild([MOON])
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        client.indices.put_settings(index=f"{index_prefix}-v*", settings={"index.blocks.write": True})
        with pytest.raises(EngineError):
            engine.apply([work(2, "Mới", version=5)])
        client.indices.put_settings(index=f"{index_prefix}-v*", settings={"index.blocks.write": None})
    engine.apply([work(2, "Mới", version=5)])
    assert dict(engine.versions()) == {"0000-0002": 5}


def test_a_rebuild_leaves_one_index_on_the_server(elasticsearch_url, index_prefix):
    engine = ElasticEngine(elasticsearch_url, index_prefix, 30.0)

    def dies():
        yield MOON
        raise ZeroDivisionError

    engine.rebuild([MOON])
    with pytest.raises(ZeroDivisionError):
        engine.rebuild(dies())
    engine.rebuild(LIBRARY)
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        found = client.indices.get_alias(index=f"{index_prefix}*")
        assert [len(said["aliases"]) for said in found.values()] == [1]
        # Nothing that was written went anywhere else or changed the mapping.
        mapping = next(iter(client.indices.get_mapping(index=f"{index_prefix}*").values()))
        assert mapping["mappings"]["dynamic"] == "strict"


@pytest.mark.django_db
def test_a_question_that_takes_the_database_too_long_is_given_up():
    engine = DatabaseEngine(30.0)
    engine.rebuild(work(n, f"Vườn cây số {n}", passages=[("1", "", "vườn cây xanh " * 20)]) for n in range(300))
    hasty = DatabaseEngine(0.001)
    with pytest.raises(EngineError):
        hasty.search(Query("vuon cay so", A))
    assert engine.search(Query("vuon cay so", A)).total == 300  # the limit was lifted again


def test_a_damaged_index_asks_for_a_new_one(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild(LIBRARY)
    for path in tmp_path.glob("*/meta.json"):
        path.write_text("{", "utf-8")
    fresh = TantivyEngine(tmp_path)
    with pytest.raises(EngineError):
        fresh.search(Query("trăng", A))
    assert fresh.rebuild(LIBRARY) == len(LIBRARY)
    assert fresh.search(Query("cung trang", A)).hits[0].id == "0000-0002"
