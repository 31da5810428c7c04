"""Who works on which part: taken by a conditional update, prolonged while it is worked on, free again when it runs out.

The broker only carries the hint that something waits in a lane. Nothing here relies on a message being delivered
again: the reaper finds what lost its worker or its message.
"""

import os
import socket
import uuid
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Max, Q

from cms.foundation import broker, clock
from library_pages.media.enums import Lane, PartState
from library_pages.media.models import MediaPart

LEASE: Final = timedelta(seconds=30)
RENEW_EVERY: Final = 3.0  # seconds; with it goes the share done, which people watch
MAX_ATTEMPTS: Final = 3
TASK: Final = "library_pages.media.tasks.work"
_TOO_OLD: Final = 6 * 3600  # seconds after which a hint says nothing
_CANDIDATES: Final = 8
_URGENT: Final = ("rank", "queued_at", "rung_set", "chunk")
_SCHOOL: Final = "recording__school"
_LOOK_BACK: Final = timedelta(hours=1)


def claim(lane: str | None = None, *, recording_id: UUID | None = None, waits: bool = True) -> MediaPart | None:
    """The part that is wanted most, now under this caller's lease; None when nothing waits.

    Without `waits` a part that should wait a while after a failure is taken at once.
    """
    moment = clock.now()
    free = MediaPart.objects.filter(state=PartState.PENDING, recording__cancelled=False)
    if lane is not None:
        free = free.filter(lane=lane)
    if recording_id is not None:
        free = free.filter(recording_id=recording_id)
    if waits:
        free = free.filter(Q(not_before=None) | Q(not_before__lte=moment))
    for pk in _in_turn(free, moment):
        owner = f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid.uuid4().hex}"[:64]
        taken = MediaPart.objects.filter(pk=pk, state=PartState.PENDING).update(
            state=PartState.RUNNING,
            owner=owner,
            attempt=F("attempt") + 1,  # before the work: what kills its machine counts too
            lease_until=moment + LEASE,
            started_at=moment,
            done=0,
            error_code="",
            error_detail="",
        )
        if taken:
            return MediaPart.objects.select_related("recording").get(pk=pk)
    return None


def _in_turn(free: models.QuerySet[MediaPart], moment: datetime) -> list[UUID]:
    """The most urgent first; of those that are as urgent, of the school with fewest at work, or served longest ago."""
    ours = MediaPart.objects.order_by()
    never = moment - _LOOK_BACK
    running = dict(ours.filter(state=PartState.RUNNING).values_list(_SCHOOL).annotate(count=Count("pk")))
    served = dict(ours.filter(started_at__gte=never).values_list(_SCHOOL).annotate(last=Max("started_at")))
    found: list[tuple[tuple[Any, ...], UUID]] = []
    for school in free.order_by().values_list(_SCHOOL, flat=True).distinct():
        own = free.filter(recording__school=school) if school else free.filter(recording__school=None)
        rows = own.order_by(*_URGENT).values_list("pk", *_URGENT)[:_CANDIDATES]
        turn = running.get(school, 0), served.get(school, never)
        found += [((rank, *turn, *rest), pk) for pk, rank, *rest in rows]
    return [pk for _key, pk in sorted(found)[:_CANDIDATES]]


def renew(part: MediaPart, done: float) -> bool:
    """Prolong the lease and note the share done; False when somebody else has the part and the caller must stop."""
    return bool(_mine(part).update(lease_until=clock.now() + LEASE, done=max(0.0, min(done, 1.0))))


def is_wanted(part: MediaPart) -> bool:
    """Whether the recording is still there and nobody has stopped it."""
    return MediaPart.objects.filter(pk=part.pk, recording__cancelled=False).exists()


def finish(part: MediaPart, output: dict[str, object], digest: str) -> bool:
    """Note what was made; False when the lease was lost."""
    return bool(
        _mine(part).update(
            state=PartState.DONE,
            output=output,
            output_hash=digest,
            done=1,
            finished_at=clock.now(),
            lease_until=None,
            owner="",
        )
    )


def fail(part: MediaPart, code: str, detail: str, *, again: bool = True) -> bool:
    """Note a failure: it waits for another attempt, or has had its last; False when the lease was lost."""
    moment = clock.now()
    over = not again or part.attempt >= MAX_ATTEMPTS
    return bool(
        _mine(part).update(
            state=PartState.FAILED if over else PartState.PENDING,
            error_code=code,
            error_detail=detail[-2000:],
            finished_at=moment if over else None,
            not_before=moment + timedelta(seconds=10 * part.attempt),
            lease_until=None,
            owner="",
        )
    )


def give_back(part: MediaPart, seconds: float = 0) -> bool:
    """Let somebody else have it, after a while; the attempt does not count."""
    return bool(
        _mine(part).update(
            state=PartState.PENDING,
            attempt=F("attempt") - 1,
            not_before=clock.now() + timedelta(seconds=seconds),
            lease_until=None,
            owner="",
            done=0,
        )
    )


def reap() -> list[UUID]:
    """Free what lost its worker, give up what did so too often, wake lanes in which nobody works.

    Answers with the recordings that a part of was given up.
    """
    moment = clock.now()
    lost = MediaPart.objects.filter(state=PartState.RUNNING, lease_until__lt=moment)
    hopeless = lost.filter(attempt__gte=MAX_ATTEMPTS)
    touched = list(hopeless.values_list("recording_id", flat=True).distinct())
    hopeless.update(state=PartState.FAILED, error_code="gave-up", finished_at=moment, lease_until=None, owner="")
    freed = dict.fromkeys(Lane.values, 0)
    for lane in Lane.values:
        freed[lane] = lost.filter(lane=lane).update(state=PartState.PENDING, lease_until=None, owner="", done=0)
        if freed[lane] or (waiting(lane) and not _working(lane)):
            wake(lane)
    return touched


def waiting(lane: str) -> int:
    """Parts of a lane that could be begun now."""
    ready = Q(not_before=None) | Q(not_before__lte=clock.now())
    return MediaPart.objects.filter(ready, lane=lane, state=PartState.PENDING, recording__cancelled=False).count()


def wake(lane: str) -> None:
    """Tell a worker of the lane that something waits; when the broker is away the reaper does."""
    broker.send(TASK, [lane], queue=lane, expires=_TOO_OLD)


def _working(lane: str) -> bool:
    return MediaPart.objects.filter(lane=lane, state=PartState.RUNNING, lease_until__gte=clock.now()).exists()


def _mine(part: MediaPart) -> models.QuerySet[MediaPart]:
    return MediaPart.objects.filter(pk=part.pk, state=PartState.RUNNING, owner=part.owner)
