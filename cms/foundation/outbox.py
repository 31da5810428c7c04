"""The outbox: a change and the note of it commit together, so nothing is lost when an engine is away (design.md 4.3).

Order: a drainer first draws a version, then reads the object. A later draw therefore never carries an older state,
whatever the order in which transactions committed; the engine keeps the greatest version (ADR 0003).
"""

from collections.abc import Iterable, Sequence

from django.db import models, transaction

from cms.foundation import broker, clock
from cms.foundation.models import OutboxRow, Version

MAX_ATTEMPTS = 8

_drains: dict[str, tuple[str, str]] = {}


def register_topic(topic: str, *, task: str, queue: str) -> None:
    """Say which Celery task drains a topic; called without arguments whenever there is something to do."""
    _drains[topic] = (task, queue)


def topics() -> tuple[str, ...]:
    """All topics that somebody drains."""
    return tuple(_drains)


def record(topic: str, object_id: str) -> None:
    """Note a change in the caller's transaction and wake the drainer after commit.

    Raises:
        RuntimeError: outside a transaction, where change and note could part.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("outbox.record() belongs into the transaction of the change")
    OutboxRow.objects.create(topic=topic, object_id=object_id, recorded_at=clock.now())
    transaction.on_commit(lambda: wake(topic), robust=True)


def wake(topic: str) -> None:
    """Ask for a drain; when the broker is away the sweeper asks again."""
    if topic in _drains:
        task, queue = _drains[topic]
        broker.send(task, [], queue=queue)


def pending(topic: str, limit: int) -> list[OutboxRow]:
    """The oldest open rows, at most `limit`."""
    return list(OutboxRow.objects.filter(topic=topic, parked=False).order_by("id")[:limit])


def waiting() -> dict[str, int]:
    """Open rows by topic, for health and metrics."""
    rows = OutboxRow.objects.filter(parked=False).values_list("topic").annotate(n=models.Count("id"))
    return dict(rows)


def next_version() -> int:
    """Draw a version number; greater than every number drawn before."""
    return int(Version.objects.create().pk)


def acknowledge(rows: Iterable[OutboxRow]) -> None:
    """Forget rows whose change the engine has committed."""
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()


def fail(rows: Sequence[OutboxRow], reason: str) -> None:
    """Count an attempt for rows that the engine refused; after MAX_ATTEMPTS a row is parked and the queue flows on."""
    for row in rows:
        row.attempts += 1
        row.last_error = reason[:500]
        row.parked = row.attempts >= MAX_ATTEMPTS
    OutboxRow.objects.bulk_update(rows, ["attempts", "last_error", "parked"], batch_size=200)


def forget_versions() -> None:
    """Delete drawn numbers but the last; the sequence itself goes on."""
    last = Version.objects.order_by("-id").values_list("id", flat=True).first()
    if last is not None:
        Version.objects.filter(id__lt=last).delete()
