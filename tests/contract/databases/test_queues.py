"""Outbox, versions and jobs under several workers at once."""

from datetime import timedelta

import pytest
from django.db import transaction

from cms.foundation import clock, jobs, outbox
from cms.foundation.models import Job, JobState, OutboxRow

TASK = "cms.foundation.tasks.sweep_jobs"
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_claimed_by_one_of_many_workers(at_once):
    job = jobs.enqueue(TASK, "a")

    claimed = at_once(lambda _: jobs.claim(str(job.pk)))

    assert sum(one is not None for one in claimed) == 1
    assert Job.objects.get().attempt == 1


def test_a_job_whose_lease_is_over_goes_to_one_of_many_workers(at_once):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))
    Job.objects.update(lease_until=clock.now() - timedelta(seconds=1))

    claimed = at_once(lambda _: jobs.claim(str(job.pk)))

    assert [one.attempt for one in claimed if one is not None] == [2]
    assert not jobs.finish(job)


def test_many_that_want_the_same_work_done_make_one_job(at_once):
    made = at_once(lambda _: jobs.enqueue(TASK, "a").pk)

    assert len(set(made)) == 1
    assert Job.objects.count() == 1


def test_only_one_of_two_that_believe_to_own_a_job_ends_it(at_once):
    job = jobs.claim(str(jobs.enqueue(TASK, "a").pk))

    ended = at_once(lambda _: jobs.finish(Job.objects.get(pk=job.pk)), times=3)

    assert sum(ended) == 1
    assert Job.objects.get().state == JobState.DONE


def test_sweepers_side_by_side_give_up_a_job_once(at_once):
    jobs.claim(str(jobs.enqueue(TASK, "a", max_attempts=1).pk))
    Job.objects.update(lease_until=clock.now() - timedelta(seconds=1))

    at_once(lambda _: jobs.sweep(), times=3)

    assert (Job.objects.get().state, Job.objects.get().error_code) == (JobState.FAILED, "gave-up")


def test_notes_of_many_writers_all_arrive_in_a_single_order(at_once):
    def write(number):
        for step in range(10):
            with transaction.atomic():
                outbox.record("shelf", f"{number}-{step}")

    at_once(write)

    found = [row.object_id for row in outbox.pending("shelf", 100)]
    assert len(found) == 40
    for number in range(4):
        own = [name for name in found if name.startswith(f"{number}-")]
        assert own == [f"{number}-{step}" for step in range(10)]


def test_two_drainers_that_took_the_same_rows_forget_them_without_an_error(at_once):
    with transaction.atomic():
        for name in "abc":
            outbox.record("shelf", name)

    at_once(lambda _: outbox.acknowledge(outbox.pending("shelf", 2)), times=2)

    assert OutboxRow.objects.filter(object_id="c").count() <= 1
    assert OutboxRow.objects.filter(object_id="a").count() == 0


def test_versions_drawn_at_once_are_different_and_grow_for_each_drawer(at_once):
    drawn = at_once(lambda _: [outbox.next_version() for _ in range(10)])

    assert len({version for own in drawn for version in own}) == 40
    assert all(own == sorted(own) for own in drawn)


def test_a_version_drawn_later_is_greater_whoever_draws_it(elsewhere):
    assert outbox.next_version() < elsewhere(outbox.next_version) < outbox.next_version()


def test_a_version_is_never_drawn_twice_though_old_ones_are_forgotten(elsewhere):
    drawn = [outbox.next_version() for _ in range(3)]
    elsewhere(outbox.forget_versions)
    elsewhere(outbox.forget_versions)
    assert outbox.next_version() > max(drawn)


def test_a_version_drawn_where_it_could_be_taken_back_is_refused():
    with transaction.atomic(), pytest.raises(RuntimeError):
        outbox.next_version()
