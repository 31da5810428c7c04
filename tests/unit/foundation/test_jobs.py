from datetime import UTC, datetime, timedelta

import pytest

from cms.foundation import jobs
from cms.foundation.clock import use_clock
from cms.foundation.models import Job, JobState

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TASK = "cms.foundation.tasks.sweep_jobs"

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self):
        self.moment = NOON

    def __call__(self):
        return self.moment

    def pass_seconds(self, seconds):
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    clock = Clock()
    with use_clock(clock):
        yield clock


def test_one_open_job_for_a_subject(clock):
    assert jobs.enqueue(TASK, "a").pk == jobs.enqueue(TASK, "a").pk
    assert jobs.enqueue(TASK, "b").pk != jobs.enqueue(TASK, "a").pk


def test_a_job_is_claimed_once(clock):
    job = jobs.enqueue(TASK, "a")
    assert jobs.claim(str(job.pk)).attempt == 1
    assert jobs.claim(str(job.pk)) is None


def test_a_finished_job_is_not_claimed_again(clock):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    assert jobs.finish(job)
    assert jobs.claim(str(job.pk)) is None
    assert jobs.latest(TASK, "a").percent == 100


def test_a_job_whose_worker_died_is_queued_again_after_its_lease(clock):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    clock.pass_seconds(59)
    jobs.sweep()
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING
    clock.pass_seconds(2)
    jobs.sweep()
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_a_heartbeat_keeps_the_lease(clock):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    clock.pass_seconds(50)
    assert jobs.heartbeat(job, 40)
    clock.pass_seconds(50)
    jobs.sweep()
    found = Job.objects.get(pk=job.pk)
    assert (found.state, found.percent) == (JobState.RUNNING, 40)


def test_a_worker_that_lost_its_lease_can_write_nothing_more(clock):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    clock.pass_seconds(61)
    second = jobs.claim(str(job.pk))
    assert second.attempt == 2
    assert not jobs.heartbeat(job)
    assert not jobs.finish(job)
    assert not jobs.fail(job, "late", "")
    assert jobs.finish(second)


def test_a_job_that_fails_its_workers_too_often_is_given_up(clock):
    job = jobs.enqueue(TASK, "a", max_attempts=2)
    for _ in range(2):
        jobs.claim(str(job.pk))
        clock.pass_seconds(61)
        jobs.sweep()
    found = Job.objects.get(pk=job.pk)
    assert (found.state, found.error_code) == (JobState.FAILED, "gave-up")


def test_after_a_failure_the_same_subject_can_be_queued_again(clock):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    jobs.fail(job, "broken", "file is broken")
    assert jobs.enqueue(TASK, "a").pk != job.pk
