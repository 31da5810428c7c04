"""Rows of the outbox, and the sequence of versions."""

from typing import ClassVar

from django.db import models


class OutboxRow(models.Model):
    """That an object has changed, for one topic; written in the transaction of the change (ADR 0003)."""

    topic = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    parked = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["topic", "id"], condition=models.Q(parked=False), name="outbox_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.object_id}"


class Delivered(models.Model):
    """What was last written to a topic's engine: under which version, and the digest of what it said.

    Nobody else remembers it: an engine that was restored from an older copy looks healthy, and is not.
    """

    topic = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    version = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "object_id"], name="delivered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.object_id}: {self.version}"


class Version(models.Model):
    """A number drawn from the database's own sequence: later draws are greater, on SQLite as on PostgreSQL."""

    id = models.BigAutoField(primary_key=True)

    def __str__(self) -> str:
        return str(self.pk)
