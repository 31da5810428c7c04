"""The outbox: a change and the note of it commit together, so nothing is lost when an engine is away.

Order: a drainer first draws a version, then reads the object. A later draw therefore never carries an older state,
whatever the order in which transactions committed; the engine keeps the greatest version (ADR 0003).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from django.db import models, transaction

from cms.foundation import broker, clock
from cms.foundation.models import Delivered, OutboxRow, Version

MAX_ATTEMPTS = 8

_drains: dict[str, tuple[str, str]] = {}


def register_topic(topic: str, *, task: str, queue: str) -> None:
    """Say which Celery task drains a topic; it is called with the topic whenever there is something to do."""
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


def record_all(topic: str, object_ids: Collection[str]) -> None:
    """The same for many objects at once, with one call to the drainer.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("outbox.record_all() belongs into the transaction of the change")
    moment = clock.now()
    OutboxRow.objects.bulk_create(
        [OutboxRow(topic=topic, object_id=each, recorded_at=moment) for each in object_ids], batch_size=200
    )
    if object_ids:
        transaction.on_commit(lambda: wake(topic), robust=True)


def wake(topic: str) -> None:
    """Ask for a drain; when the broker is away the sweeper asks again."""
    if topic in _drains:
        task, queue = _drains[topic]
        broker.send(task, [topic], queue=queue)


def pending(topic: str, limit: int, *, after: int = 0) -> list[OutboxRow]:
    """The oldest open rows behind the row `after`, at most `limit`."""
    return list(OutboxRow.objects.filter(topic=topic, parked=False, pk__gt=after).order_by("id")[:limit])


def waiting() -> dict[str, int]:
    """Open rows by topic, for health and metrics."""
    rows = OutboxRow.objects.filter(parked=False).values_list("topic").annotate(n=models.Count("id"))
    return dict(rows)


def lag() -> timedelta:
    """How long the oldest open row has waited; zero when nothing waits."""
    oldest = OutboxRow.objects.filter(parked=False).aggregate(oldest=models.Min("recorded_at"))["oldest"]
    return max(clock.now() - oldest, timedelta()) if oldest else timedelta()


def parked() -> int:
    """Number of rows that were refused so often that nobody tries them before `retry_parked`."""
    return OutboxRow.objects.filter(parked=True).count()


def retry_parked(topic: str) -> int:
    """Give parked rows of a topic another MAX_ATTEMPTS; their number."""
    return OutboxRow.objects.filter(topic=topic, parked=True).update(parked=False, attempts=0)


def next_version() -> int:
    """Draw a version number; greater than every number drawn before.

    Raises:
        RuntimeError: inside a transaction.
    """
    # Committed at once: rolled back, SQLite would hand the same number out again, for a later state.
    with transaction.atomic(durable=True):
        return int(Version.objects.create().pk)


def acknowledge(rows: Iterable[OutboxRow]) -> None:
    """Forget rows whose change the engine has committed."""
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()


def remember(topic: str, written: Iterable[tuple[str, int, str]]) -> None:
    """Note (object, version, digest) of what an engine has committed, for whoever compares later.

    Of two drainers the slower may overwrite the note of the faster one; the comparison then writes the object again.
    """
    Delivered.objects.bulk_create(
        [Delivered(topic=topic, object_id=each, version=version, digest=digest) for each, version, digest in written],
        update_conflicts=True,
        unique_fields=["topic", "object_id"],
        update_fields=["version", "digest"],
        batch_size=200,
    )


def delivered(topic: str, object_ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Version and digest last written, by object."""
    rows = Delivered.objects.filter(topic=topic, object_id__in=object_ids)
    return {row.object_id: (row.version, row.digest) for row in rows}


def forget(topic: str, object_ids: Collection[str]) -> None:
    """Drop the notes of objects that are in the engine no longer."""
    Delivered.objects.filter(topic=topic, object_id__in=object_ids).delete()


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
