"""The cache in a real Redis: shared by processes, silent while Redis is away."""

from __future__ import annotations

import pytest
import redis

from cms.foundation import cache as module
from cms.foundation.cache import LenientRedisCache
from cms.settings.parts.cache import cache


@pytest.fixture(autouse=True)
def _no_quiet_time(monkeypatch):
    monkeypatch.setattr(module, "_quiet_until", 0.0)


def opened(url):
    entry = cache(url)
    return LenientRedisCache(entry["LOCATION"], {"KEY_PREFIX": entry["KEY_PREFIX"], "OPTIONS": entry["OPTIONS"]})


@pytest.fixture
def shared(redis_url):
    """The cache as two processes have it."""
    one, other = opened(redis_url), opened(redis_url)
    yield one, other
    one.clear()


@pytest.fixture
def away(tmp_path):
    """A cache whose Redis is not there."""
    return opened(f"redis+socket://{tmp_path / 'nobody.sock'}")


def test_what_one_process_counts_another_one_sees(shared):
    one, other = shared
    assert one.add("tries", 0, timeout=60)
    assert not other.add("tries", 0, timeout=60)
    assert (one.incr("tries"), other.incr("tries"), one.get("tries")) == (1, 2, 2)
    one.set_many({"a": "ă", "b": None})
    assert other.get_many(["a", "b", "c"]) == {"a": "ă", "b": None}
    assert other.get("b", "unknown") is None
    assert other.get("c", "unknown") == "unknown"
    assert one.touch("a", 30)
    assert one.delete("a")
    assert not other.has_key("a")


def test_emptying_it_leaves_the_queue_alone(shared, redis_url):
    with redis.Redis.from_url(redis_url.replace("redis+socket://", "unix://")) as queue:
        queue.lpush("default", "a task")
        shared[0].set("a", 1)
        shared[0].clear()
        assert queue.llen("default") == 1
    assert shared[1].get("a") is None


def test_without_redis_nothing_is_known_and_nothing_fails(away, monkeypatch):
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.0)
    assert not away.add("a", 1)
    assert away.get("a", "unknown") == "unknown"
    assert away.get_or_set("a", lambda: "made anew") == "made anew"
    away.set("a", 1)
    away.delete_many(["a"])
    assert away.set_many({"a": 1}) == []
    with pytest.raises(ValueError, match="not found"):
        away.incr("a")


def test_after_a_failure_it_is_left_alone_for_a_while(shared, away):
    away.set("a", 1)  # fails
    shared[0].set("a", 1)
    assert shared[0].get("a") is None


@pytest.mark.parametrize(
    ("queue", "location"),
    [
        ("redis+socket:///run/kv/redis.sock", "unix:///run/kv/redis.sock?db=1"),
        ("redis+socket:///run/kv/redis.sock?virtual_host=3", "unix:///run/kv/redis.sock?db=4"),
        ("redis://cache:6379", "redis://cache:6379/1"),
        ("rediss://:secret@cache:6379/2", "rediss://:secret@cache:6379/3"),
    ],
)
def test_it_lies_in_the_database_after_the_queues(queue, location):
    assert cache(queue)["LOCATION"] == location
