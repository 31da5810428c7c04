"""Whose job is next: owners take turns, so that the pile of one school keeps no other school waiting."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Count, Max, Min

from cms.foundation import clock, jobs
from cms.foundation.models import Job, JobState

Work = Callable[[Job], None]
_LOOK_BACK = timedelta(hours=1)
_CANDIDATES = 8
_workers: dict[str, Work] = {}


def works_on(task: str) -> Callable[[Work], Work]:
    """Declare the function that does jobs of this task; it gets the claimed job and sees it to its end."""

    def declare(work: Work) -> Work:
        _workers[task] = work
        return work

    return declare


def take(queue: str) -> bool:
    """Claim the job of a queue whose turn it is and do it; whether there was one."""
    for job_id in in_turn(queue):
        job = jobs.claim(job_id)
        if job is not None:  # else another worker was quicker
            _workers[job.task](job)
            return True
    return False


def in_turn(queue: str) -> list[str]:
    """The oldest waiting job of each owner: who has fewest at work comes first, then who was served longest ago."""
    ours = Job.objects.filter(queue=queue)
    waiting = dict(ours.filter(state=JobState.QUEUED).values_list("owner").annotate(first=Min("queued_at")))
    if not waiting:
        return []
    known = ours.filter(owner__in=waiting)
    running = dict(known.filter(state=JobState.RUNNING).values_list("owner").annotate(count=Count("pk")))
    recent = known.filter(started_at__gte=clock.now() - _LOOK_BACK)
    served = dict(recent.values_list("owner").annotate(last=Max("started_at")))
    never = clock.now() - _LOOK_BACK

    def rank(owner: str) -> tuple[object, ...]:
        return running.get(owner, 0), served.get(owner, never), waiting[owner], owner

    found: list[str] = []
    for owner in sorted(waiting, key=rank)[:_CANDIDATES]:
        oldest = ours.filter(state=JobState.QUEUED, owner=owner).order_by("queued_at", "pk")
        found.extend(str(pk) for pk in oldest.values_list("pk", flat=True)[:1])
    return found
