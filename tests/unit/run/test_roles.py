"""How many processes a machine gets, and which works are kept apart."""

import pytest

from cms.foundation.jobs import UPLOADS
from cms.run.roles import WORKERS, media_processes
from cms.settings.parts.queue import CELERY_BEAT_SCHEDULE
from library_pages.media.enums import Lane

GIGABYTE = 1 << 30


@pytest.mark.parametrize(
    ("cores", "memory", "processes"),
    [(1, GIGABYTE, 1), (2, 4 * GIGABYTE, 1), (4, 8 * GIGABYTE, 2), (16, 3 * GIGABYTE, 3), (8, GIGABYTE // 2, 1)],
)
def test_recordings_are_made_by_as_many_as_cores_and_memory_carry(cores, memory, processes):
    assert media_processes(cores, memory) == processes


def served_by(name):
    options = WORKERS[name]
    return set(options[options.index("--queues") + 1].split(","))


def test_what_runs_by_the_clock_shares_no_worker_with_uploads():
    by_the_clock = {entry.get("options", {}).get("queue", "default") for entry in CELERY_BEAT_SCHEDULE.values()}
    assert by_the_clock == {"default", "index"}
    assert served_by("clock") == {"default"}
    assert not any(served_by(name) & by_the_clock for name in ("quick", "media"))


def test_each_queue_has_one_worker():
    queues = [queue for name in WORKERS for queue in served_by(name)]
    assert sorted(queues) == sorted({"default", "index", UPLOADS, *Lane.values})
