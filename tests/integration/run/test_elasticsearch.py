import os
import signal
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch as Client

from cms.run.services import versions
from cms.run.services.elasticsearch import Elasticsearch
from cms.run.services.probe import ServiceError


def children_of(pid):
    lists = [path.read_text("ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(word) for words in lists for word in words.split()]


@pytest.mark.slow
def test_it_serves_the_pinned_version_keeps_its_data_and_ends_without_a_trace(folder, gone, ends):
    server = Elasticsearch(folder)
    with server, Client(server.url) as client:
        assert client.info()["version"]["number"] == versions.ELASTICSEARCH
        client.index(index="book", id="1", document={"title": "Đất rừng phương Nam"}, refresh=True)
        first = server.url
        pids = [server.pid, *children_of(server.pid)]
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)

    with server, Client(server.url) as client:
        assert server.url == first
        assert client.get(index="book", id="1")["_source"] == {"title": "Đất rừng phương Nam"}
        launcher, inner = server.pid, children_of(server.pid)[0]
        os.kill(launcher, signal.SIGKILL)
        assert ends(inner)


def test_it_has_no_address_before_it_is_started(folder):
    with pytest.raises(ServiceError, match="no address before"):
        assert Elasticsearch(folder).url
