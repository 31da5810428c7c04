"""Drills on the preparing of recordings: killed workers, an emptied broker."""

import os
import random
import secrets
import time
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connections

from cms.foundation import clock, jobs
from cms.foundation.models import Job
from library_pages.media.enums import PartState, RecordingState
from library_pages.media.models import MediaPart, Recording
from library_pages.media.pipeline import planning
from library_pages.media.services import leases, probing, working
from library_pages.media.services.uploads import PROBE_TASK
from tests.factories import media, playing
from tests.services.media_worker import MediaWorker, encoders, encoders_end

pytestmark = [
    pytest.mark.slow,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(900),
]

MOMENTS = 10
SECONDS = 120


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch):
    """Four seconds instead of sixty, so that a short clip has many."""
    monkeypatch.setattr(planning, "_PART_GOPS", 2)
    monkeypatch.setattr(planning, "_LAST_GOPS", 1)
    monkeypatch.setattr(planning, "_FIRST_GOPS", (1, 2))


def clip() -> bytes:
    return media.video(16, size="960x540")


def looked_at(data: bytes) -> Recording:
    """Accepted and looked at, its parts waiting."""
    recording = media.recording(data)
    probing.probe(str(jobs.latest(PROBE_TASK, str(recording.pk)).pk))
    recording.refresh_from_db()
    return recording


def stands(recording: Recording) -> RecordingState:
    connections["default"].close()  # a copy of the past would never change
    recording.refresh_from_db()
    return RecordingState(recording.state)


def until_begun(recording: Recording) -> None:
    deadline = time.monotonic() + 60
    while not recording.parts.exclude(state=PartState.PENDING).exists():
        assert time.monotonic() < deadline, "the worker did not begin"
        connections["default"].close()
        time.sleep(0.05)


def until_complete(recording: Recording) -> None:
    """Wait as the scheduler would, which calls the reaper."""
    deadline = time.monotonic() + SECONDS
    while stands(recording) not in {RecordingState.COMPLETE, RecordingState.FAILED}:
        assert time.monotonic() < deadline, list(recording.parts.values("rung_set", "chunk", "state", "error_detail"))
        working.reap()
        time.sleep(0.2)
    assert recording.state == RecordingState.COMPLETE, recording.failure_detail


def files_of(recording: Recording, done: list[MediaPart]) -> dict[str, tuple[int, int]]:
    """Inode and time of every segment of these parts."""
    found = {}
    for part in done:
        for rung, made in part.output.items():
            for number in range(len(made["segments"])):
                path = (
                    Path(settings.DATA_DIR)
                    / "publications"
                    / recording.folder
                    / rung
                    / f"{made['first'] + number:06d}.m4s"
                )
                status = path.stat()
                found[str(path)] = (status.st_ino, status.st_mtime_ns)
    return found


def parts_as_made(recording: Recording) -> dict[tuple[str, int], str]:
    return {(part.rung_set, part.chunk): part.output_hash for part in recording.parts.all()}


def test_a_killed_worker_group_costs_only_the_parts_it_was_at(redis_url, tmp_path):
    seed = int(os.environ.get("SEED", "0")) or secrets.randbits(32)
    print(f"SEED={seed}")
    drawn = random.Random(seed)  # noqa: S311  (a drill that can be repeated)
    data = clip()
    undisturbed = looked_at(data)
    with MediaWorker(redis_url):
        until_begun(undisturbed)
        begun = time.monotonic()
        until_complete(undisturbed)
        whole = time.monotonic() - begun
    expected = parts_as_made(undisturbed)
    print(f"undisturbed: {whole:.1f} s, {len(expected)} parts")
    for number in range(MOMENTS):
        recording = looked_at(data)
        moment = drawn.uniform(0, whole)
        killed_and_resumed(recording, redis_url, moment, tmp_path / str(number))
        assert parts_as_made(recording) == expected


def killed_and_resumed(recording: Recording, redis_url: str, moment: float, folder: Path) -> None:
    with MediaWorker(redis_url) as worker:
        until_begun(recording)
        time.sleep(moment)
        worker.kill()
    assert encoders_end() == []
    state = stands(recording)
    done = list(recording.parts.filter(state=PartState.DONE))
    lost = list(recording.parts.filter(state=PartState.RUNNING).values_list("pk", flat=True))
    before = files_of(recording, done)
    if recording.is_playable:
        playing.fetch(recording, folder / "then")
        assert playing.decode(folder / "then")
        assert all(frames_by_itself(folder / "then"))
    print(f"killed after {moment:.2f} s: {state}, {len(done)} done, {len(lost)} lost")

    # As if the leases had run out, thirty seconds later.
    MediaPart.objects.filter(pk__in=lost).update(lease_until=clock.now() - timedelta(seconds=1))
    with MediaWorker(redis_url):
        until_complete(recording)
    assert encoders() == []
    assert files_of(recording, done) == before
    for part in recording.parts.all():
        assert part.attempt == (2 if part.pk in lost else 1), (part, part.attempt)
    playing.fetch(recording, folder / "now")
    lengths = playing.decode(folder / "now")
    assert {rung: frames for rung, (_seconds, frames) in lengths.items()} == {"360p": 400, "720p": 400, "audio": 0}
    assert sum(frames_by_itself(folder / "now")) == 800


def frames_by_itself(folder: Path) -> list[int]:
    """The pictures in each range that was offered, which decodes on its own."""
    return [frames for rung, found in playing.decode_each(folder).items() if rung != "audio" for frames in found]


def test_an_emptied_broker_loses_nothing_and_doubles_nothing(redis_url, tmp_path):
    recording = media.recording(clip())
    with redis.Redis.from_url(redis_url.replace("redis+socket://", "unix://")) as client:
        client.flushall()  # the message of the upload
        assert recording.state == RecordingState.UPLOADED
        with MediaWorker(redis_url):
            Job.objects.update(sent_at=clock.now() - timedelta(minutes=1))
            jobs.sweep()
            deadline = time.monotonic() + SECONDS
            emptied = 0
            while stands(recording) != RecordingState.COMPLETE:
                assert time.monotonic() < deadline
                if recording.parts.filter(state=PartState.RUNNING).exists() and emptied < 5:
                    client.flushall()
                    emptied += 1
                working.reap()
                jobs.sweep()
                time.sleep(0.3)
    assert emptied >= 3
    assert set(recording.parts.values_list("state", "attempt")) == {(PartState.DONE, 1)}
    assert recording.renditions.count() == 3
    playing.fetch(recording, tmp_path)
    assert playing.decode(tmp_path)["720p"][1] == 400
    assert leases.waiting("media") == leases.waiting("fast") == 0
