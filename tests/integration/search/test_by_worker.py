"""With a real broker and a real worker: saving wakes the drainer, and what the broker loses the sweeper finds."""

from __future__ import annotations

import time

import pytest

from cms.accounts.enums import Role
from cms.foundation import broker, outbox
from cms.foundation.models import OutboxRow
from cms.foundation.tasks import sweep_outbox
from search import engines, tasks, topics
from tests.factories import catalogue, publications, schools
from tests.harness.waiting import eventually


@pytest.fixture
def pupil(at):
    return schools.reader(Role.PUPIL, at)


@pytest.fixture(autouse=True)
def _broker_was_never_away(monkeypatch):
    monkeypatch.setattr(broker, "_quiet_until", 0.0)


def make_indexes() -> None:
    """Both empty ones: on a busy machine the main engine may take too long, and the stand-in answers."""
    for engine in (engines.configured(), engines.stand_in()):
        assert engine is not None
        engine.rebuild(())


def nothing_waits() -> bool:
    return not OutboxRow.objects.filter(topic__in=topics.fed()).exists()


def test_a_saved_book_is_found_without_anybody_doing_anything(at, tantivy, celery_worker, found, pupil):
    make_indexes()
    page = publications.readable(at.shelf, "Máy xay gió", "Gió lên rồi.")
    eventually(lambda: found(pupil, "gio len") == [str(page.uid)])
    page.delete()
    eventually(lambda: found(pupil, "gio len") == [])


def test_messages_name_the_topic_and_go_to_the_worker_that_indexes(at, tantivy, redis_url):
    import redis

    catalogue.ebook(at.shelf, "Một cuốn")
    with redis.Redis.from_url(redis_url.replace("redis+socket://", "unix://")) as client:
        messages = [message.decode() for message in client.lrange("index", 0, -1)]
    assert any("search.tasks.drain" in message for message in messages)


def test_what_the_broker_lost_is_found_by_the_sweeper(at, tantivy, redis_url, found, pupil, celery_worker):
    make_indexes()
    broker._quiet_until = time.monotonic() + 3600  # nothing is sent
    page = catalogue.ebook(at.shelf, "Thư lạc")
    assert outbox.waiting()[topics.MAIN] > 0
    broker._quiet_until = 0.0
    sweep_outbox()
    eventually(lambda: found(pupil, "thu lac") == [str(page.uid)])
    eventually(nothing_waits)


def test_tasks_of_a_topic_that_feeds_nothing_do_nothing(at, tantivy):
    catalogue.ebook(at.shelf)
    tasks.drain("topic-of-yesterday")
    tasks.reconcile("topic-of-yesterday")
    assert OutboxRow.objects.exists()


def test_the_nightly_and_the_half_minutely_task_run_for_all_topics(at, tantivy, found, pupil):
    page = catalogue.ebook(at.shelf, "Có trong đêm")
    tasks.make_missing_indexes()
    for topic in topics.fed():
        tasks.reconcile(topic)
    assert found(pupil) == [str(page.uid)]
