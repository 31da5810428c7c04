"""Elasticsearch frozen and Elasticsearch ended, while an editor publishes: a real server, broker and worker."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cms.accounts.enums import Role
from cms.foundation import broker
from cms.foundation.models import OutboxRow
from cms.foundation.tasks import sweep_outbox
from cms.run.services.elasticsearch import Elasticsearch
from library_pages.catalogue.enums import Audience
from search import engines, topics
from search.port import EngineError
from tests.factories import publications, schools
from tests.harness.waiting import eventually
from tests.integration.search.conftest import answer_for

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = 1.5  # seconds that the reader may wait who meets the failure
AT_ONCE = 0.5
SAVE = 5.0


@pytest.fixture(scope="module")
def server() -> Iterator[Elasticsearch]:
    """A node of this test's own: a shared one must not be stopped."""
    folder = Path(tempfile.mkdtemp(prefix="kv-"))
    folder.chmod(0o755)
    try:
        with Elasticsearch(folder) as started:
            yield started
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def engine(server, settings, monkeypatch, tmp_path):
    settings.ELASTICSEARCH_URL = server.url
    settings.SEARCH_INDEX_PREFIX = f"drill-{tmp_path.name.replace('_', '-').lower()[-20:].strip('-')}"
    settings.SEARCH_ENGINE = "elasticsearch"
    made = engines.by_name("elasticsearch")
    monkeypatch.setattr(engines, "configured", lambda: made)
    monkeypatch.setattr(broker, "_quiet_until", 0.0)
    return made


def processes_of(server: Elasticsearch) -> list[int]:
    lists = [path.read_text("ascii") for path in Path(f"/proc/{server.pid}/task").glob("*/children")]
    return [server.pid, *(int(word) for words in lists for word in words.split())]


@contextmanager
def frozen(server: Elasticsearch) -> Iterator[None]:
    """Connections are taken by the system, and nobody ever answers."""
    pids = processes_of(server)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def ended(server: Elasticsearch) -> Iterator[None]:
    server.stop()
    yield
    server.start()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("away", [frozen, pytest.param(ended, marks=pytest.mark.slow)])
def test_an_editor_publishes_while_elasticsearch_is_away(at, server, engine, celery_worker, away):
    pupil, stranger = schools.reader(Role.PUPIL, at), schools.reader(Role.PUPIL, schools.school())

    def ids(text, reader=pupil):
        return [hit.id for hit in answer_for(reader, text).hits]

    def healed():
        sweep_outbox()  # as the scheduler does
        try:
            answer = answer_for(pupil, "")
        except EngineError:  # on the very first start there is no index anywhere for a moment
            return False
        return not answer.degraded and not OutboxRow.objects.filter(topic__in=topics.fed()).exists()

    before = publications.readable(at.shelf, "Chú Cuội cung trăng", "Chú Cuội bay lên cung trăng.")
    eventually(healed, 60)
    assert ids("cung trang") == [str(before.uid)]

    with away(server):
        started = time.monotonic()
        answer = answer_for(pupil, "cung trang")
        assert time.monotonic() - started < FIRST
        assert (answer.degraded, [hit.id for hit in answer.hits]) == (True, [str(before.uid)])

        started = time.monotonic()
        page = publications.readable(at.shelf, "Xuất bản lúc máy nghỉ", "Tiếng sáo diều trên đê.")
        secret = publications.readable(at.shelf, "Đề thi", "Tiếng sáo bí mật.", audience=Audience.STAFF)
        assert time.monotonic() - started < SAVE

        teacher = schools.reader(Role.TEACHER, at)
        eventually(lambda: (ids("sao dieu"), ids("bi mat", teacher)) == ([str(page.uid)], [str(secret.uid)]), 60)
        started = time.monotonic()
        answer = answer_for(pupil, "tieng sao")
        assert time.monotonic() - started < AT_ONCE
        assert answer.degraded
        assert [hit.id for hit in answer.hits] == [str(page.uid)]
        assert ids("tieng sao", stranger) == []
        assert set(OutboxRow.objects.values_list("attempts", "parked")) == {(0, False)}

    eventually(healed, 90)
    assert ids("sao dieu") == [str(page.uid)]
    assert ids("tieng sao", stranger) == []
    assert {uid for uid, _ in engine.versions()} == {str(each.uid) for each in (before, page, secret)}
