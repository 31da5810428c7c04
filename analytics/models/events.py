"""Events as they were reported: rows are appended and never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from analytics.enums import Kind, Quality, Reason
from cms.accounts.models import School
from cms.foundation.ids import uuid7


class ActorKey(models.Model):
    """Which person of a school stands behind a pseudonym. Erasing the row makes her events nobody's."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid7, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "user"], name="actor_key_one_a_school"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class ItemDescription(models.Model):
    """What the catalogue said of an item when something was done with it: written once and never changed.

    Events and facts name it by its key, so title, level and subjects of an old week stay those of that week when the
    catalogue has moved on, and when the item is deleted. What COUNTER 5.1 asks for stands in the event itself.

    Attributes:
        digest: SHA-256 of everything else; the same description is one row.
        owner_id: the school whose item it is; None for one of the shared catalogue.
        form: form of its cover, `cms.plugins.contract.CoverForm`; empty where the type is not installed.
        level: scale and label; `level_id` is the row that they were read from.
        subjects: pairs of primary key and name, by name.
    """

    digest = models.CharField(max_length=64, unique=True)
    item = models.UUIDField(db_index=True)
    owner_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=255)
    audience = models.CharField(max_length=6)
    language = models.CharField(max_length=3)
    form = models.CharField(max_length=20, blank=True)
    level_id = models.BigIntegerField(null=True)
    level = models.CharField(max_length=200, blank=True)
    grade_from = models.PositiveSmallIntegerField(null=True)
    grade_to = models.PositiveSmallIntegerField(null=True)
    subjects = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.title


class Event(models.Model):
    """One event. `seq` is given by the database on arrival; `id` by whoever saw it happen (ADR 0005).

    School and role are those of the signed-in person when it arrived; class and grade those of the day on which it
    happened (`analytics.services.actors`). What is said of the item comes from the catalogue. Neither is the sender's
    word. `value` holds the fields of its kind, checked.
    """

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    year_id = models.BigIntegerField(null=True)
    class_id = models.BigIntegerField(null=True)
    class_name = models.CharField(max_length=20, blank=True)
    grade = models.PositiveSmallIntegerField(null=True)
    role = models.CharField(max_length=13)
    actor = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    item = models.UUIDField(null=True)
    description = models.ForeignKey(
        ItemDescription, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    work_id = models.BigIntegerField(null=True)
    type_slug = models.CharField(max_length=40, blank=True)
    data_type = models.CharField(max_length=20, blank=True)
    access_type = models.CharField(max_length=12, blank=True)
    ddc = models.CharField(max_length=30, blank=True)
    yop = models.PositiveSmallIntegerField(null=True)
    occurred_at = models.DateTimeField()
    local_day = models.DateField()
    local_hour = models.PositiveSmallIntegerField()
    client_time = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    skew_ms = models.BigIntegerField(default=0)
    quality = models.CharField(max_length=11, choices=Quality.choices, default=Quality.OK)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    device = models.CharField(max_length=64, blank=True)
    play = models.UUIDField(null=True)  # of media: one start of the player
    value = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["actor", "local_day"], name="event_of_a_person_day"),
            models.Index(
                fields=["school", "local_day"], condition=models.Q(kind=Kind.SEARCH), name="event_of_searches"
            ),
            models.Index(fields=["play"], condition=models.Q(play__isnull=False), name="event_of_a_play"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
