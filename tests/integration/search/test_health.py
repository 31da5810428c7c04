"""What /readyz and /metrics say of search, broker and outbox; none of it takes the site out of rotation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import current_app
from django.test import Client
from django.utils import timezone

from cms.foundation import broker, outbox
from cms.foundation.models import OutboxRow
from cms.web import health as shown
from search import health, topics
from search.services.drain import drain
from tests.factories import catalogue


@pytest.fixture
def internal(settings, monkeypatch):
    """A client at the internal address."""
    settings.INTERNAL_HOSTS = ("127.0.0.1:8001",)
    monkeypatch.setattr(shown, "_cached", None)
    return Client(headers={"host": "127.0.0.1:8001"})


def test_a_healthy_engine_and_one_that_is_away(at, tantivy, tmp_path):
    tantivy.rebuild(())
    assert health.search_engine() == (True, "tantivy")
    tantivy._reader = None
    (tmp_path / "index").rename(tmp_path / "kept")
    healthy, words = health.search_engine()
    assert not healthy
    assert words.startswith("tantivy: ")


def test_the_broker_that_takes_messages_and_one_that_is_not_there(redis_url, tmp_path, monkeypatch):
    assert broker.state() == (True, "redis")
    monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis+socket://{tmp_path / 'nobody.sock'}")
    healthy, words = broker.state()
    assert not healthy
    assert "Error" in words


def test_the_outbox_is_well_while_changes_arrive_soon(at, tantivy):
    assert health.waiting_changes() == (True, "0 waiting, oldest 0 s, 0 parked")
    catalogue.ebook(at.shelf)
    assert health.waiting_changes()[0]
    OutboxRow.objects.update(recorded_at=timezone.now() - timedelta(minutes=6))
    assert not health.waiting_changes()[0]
    for topic in topics.fed():
        drain(topic)
    assert health.waiting_changes()[0]
    OutboxRow.objects.create(topic=topics.MAIN, object_id="x", recorded_at=timezone.now(), parked=True)
    assert health.waiting_changes() == (False, "0 waiting, oldest 0 s, 1 parked")


def test_readiness_names_them_and_does_not_depend_on_them(at, tantivy, internal):
    answer = internal.get("/readyz")
    assert answer.status_code == 200
    services = answer.json()["services"]
    assert {"database", "search", "broker", "outbox"} <= services.keys()
    assert not services["search"]["ok"]  # there is no index yet


def test_metrics_count_what_waits_what_is_parked_and_how_old_it_is(at, tantivy, internal):
    catalogue.ebook(at.shelf)
    waiting = outbox.waiting()[topics.MAIN]
    OutboxRow.objects.create(topic=topics.MAIN, object_id="x", recorded_at=timezone.now(), parked=True)
    text = internal.get("/metrics").content.decode()
    assert f'khovang_outbox_waiting{{topic="search"}} {float(waiting)}' in text
    assert "khovang_outbox_parked 1.0" in text
    assert "khovang_outbox_lag_seconds " in text


def test_a_probe_that_breaks_is_a_service_that_is_not_well(at, internal, monkeypatch, caplog):
    monkeypatch.setitem(shown._probes, "search", lambda: 1 / 0)
    answer = internal.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["services"]["search"] == {"ok": False, "detail": "ZeroDivisionError"}
    assert "a health probe failed" in caplog.text
