"""Job rows: claiming, lease, progress, end, and the sweeper that heals every loss of broker and worker.

The broker only carries the hint that jobs wait. Whoever claims a row first works on it; a hint too many finds nothing
to do.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q

from cms.foundation import broker, clock
from cms.foundation.models import Job, JobState

LEASE = timedelta(seconds=60)
UPLOADS = "uploads"
_TASK = "cms.foundation.tasks.take_turn"
_RESEND_AFTER = timedelta(seconds=20)
_TOO_OLD = 120  # seconds after which a hint says nothing: the sweeper has sent others


def enqueue(task: str, subject: str, *, owner: str = "", queue: str = UPLOADS, max_attempts: int = 5) -> Job:
    """The open job for this task and subject, made if there is none; a worker of its queue hears of it after commit.

    Args:
        task: what is to be done, by the name under which `turns.works_on` knows who does it.
        subject: to what.
        owner: on whose behalf, a school's id: owners take turns.
        queue: workers of which queue do it.
        max_attempts: how many workers it may kill.
    """
    job, _ = Job.objects.get_or_create(
        task=task,
        subject=subject,
        state__in=[JobState.QUEUED, JobState.RUNNING],
        defaults={
            "owner": owner,
            "queue": queue,
            "state": JobState.QUEUED,
            "queued_at": clock.now(),
            "max_attempts": max_attempts,
        },
    )
    transaction.on_commit(lambda: _send(job), robust=True)
    return job


def claim(job_id: str) -> Job | None:
    """The job, now running under this caller's lease; None when somebody else has it or it is over."""
    moment = clock.now()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=moment)
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        percent=0,
        started_at=moment,
        lease_until=moment + LEASE,
        error_code="",
        error_detail="",
    )
    return Job.objects.get(pk=job_id) if claimed else None


def heartbeat(job: Job, percent: int | None = None) -> bool:
    """Prolong the lease and note progress (0 to 100); False when the lease was lost and the caller must stop."""
    values: Mapping[str, object] = {"lease_until": clock.now() + LEASE} | (
        {} if percent is None else {"percent": max(0, min(100, percent))}
    )
    return bool(_mine(job).update(**values))


def finish(job: Job) -> bool:
    """Note success; False when the lease was lost, so that only one copy announces the end."""
    return bool(_mine(job).update(state=JobState.DONE, percent=100, finished_at=clock.now(), lease_until=None))


def fail(job: Job, code: str, detail: str) -> bool:
    """Note a failure that trying again would not mend; False when the lease was lost."""
    return bool(
        _mine(job).update(
            state=JobState.FAILED, error_code=code, error_detail=detail, finished_at=clock.now(), lease_until=None
        )
    )


def latest(task: str, subject: str) -> Job | None:
    """The newest job of this task for this subject."""
    return Job.objects.filter(task=task, subject=subject).order_by("-queued_at", "-id").first()


def sweep() -> int:
    """Send what waits unsent, queue again what lost its worker, give up what failed too often; the number touched."""
    moment = clock.now()
    lost = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=moment)
    touched = lost.filter(attempt__gte=F("max_attempts")).update(
        state=JobState.FAILED, error_code="gave-up", finished_at=moment, lease_until=None
    )
    touched += lost.update(state=JobState.QUEUED, lease_until=None, sent_at=None)
    unsent = Q(sent_at=None) | Q(sent_at__lt=moment - _RESEND_AFTER)
    for job in Job.objects.filter(unsent, state=JobState.QUEUED).order_by("queued_at")[:100]:
        touched += _send(job)
    return touched


def _mine(job: Job) -> models.QuerySet[Job]:
    # The attempt is part of the key: a worker that comes back after its lease ran out no longer owns the row.
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)


def _send(job: Job) -> bool:
    # No more than a hint that somebody waits: whose turn it is gets decided when a worker is free (`turns`).
    if not broker.send(_TASK, [job.queue], queue=job.queue, expires=_TOO_OLD):
        return False
    Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(sent_at=clock.now())
    return True
