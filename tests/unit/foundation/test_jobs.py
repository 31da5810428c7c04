from datetime import UTC, datetime, timedelta

import pytest

from cms.foundation import jobs, turns
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


def test_schools_take_turns_however_many_one_of_them_has_brought(clock):
    for number in range(50):
        jobs.enqueue(TASK, f"pile {number}", owner="a")
        clock.pass_seconds(1)
    for owner in ("b", "c"):
        jobs.enqueue(TASK, f"one of {owner}", owner=owner)
        clock.pass_seconds(1)
    order = []
    for _ in range(5):
        job = jobs.claim(turns.in_turn(jobs.UPLOADS)[0])
        order.append(job.owner)
        clock.pass_seconds(1)
        jobs.finish(job)
    assert order == ["a", "b", "c", "a", "a"]


def test_a_school_that_is_at_work_lets_another_one_go_first(clock):
    for number in range(3):
        jobs.enqueue(TASK, f"pile {number}", owner="a")
    jobs.claim(turns.in_turn(jobs.UPLOADS)[0])
    clock.pass_seconds(1)
    jobs.enqueue(TASK, "one", owner="b")
    assert Job.objects.get(pk=turns.in_turn(jobs.UPLOADS)[0]).owner == "b"


def test_a_turn_does_the_oldest_job_of_its_owner_and_no_other_queue(clock, monkeypatch):
    done = []
    monkeypatch.setitem(turns._workers, TASK, lambda job: done.append(job.subject) or jobs.finish(job))
    for subject in ("first", "second"):
        jobs.enqueue(TASK, subject, owner="a")
        clock.pass_seconds(1)
    jobs.enqueue(TASK, "elsewhere", owner="b", queue="other")
    assert turns.take(jobs.UPLOADS)
    assert done == ["first"]
    assert turns.take(jobs.UPLOADS)
    assert not turns.take(jobs.UPLOADS)
    assert done == ["first", "second"]


def test_a_turn_that_another_worker_took_goes_to_the_next(clock, monkeypatch):
    done = []
    monkeypatch.setitem(turns._workers, TASK, lambda job: done.append(job.subject))
    jobs.enqueue(TASK, "taken", owner="a")
    clock.pass_seconds(1)
    jobs.enqueue(TASK, "free", owner="b")
    listed = turns.in_turn(jobs.UPLOADS)
    jobs.claim(listed[0])
    monkeypatch.setattr(turns, "in_turn", lambda _queue: listed)
    assert turns.take(jobs.UPLOADS)
    assert done == ["free"]


def test_finding_whose_turn_it_is_costs_no_more_with_a_longer_queue(clock, django_assert_num_queries):
    for number in range(300):
        jobs.enqueue(TASK, f"pile {number}", owner=str(number % 3))
    with django_assert_num_queries(6):
        assert len(turns.in_turn(jobs.UPLOADS)) == 3
