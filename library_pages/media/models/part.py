"""Pieces of work on a recording."""

from typing import ClassVar

from django.db import models

from cms.foundation.ids import uuid7
from library_pages.media.enums import Lane, PartState, RungSet


class MediaPart(models.Model):
    """What one ffmpeg process makes: all rungs of a set, for one chunk.

    The row is the truth: whoever holds its lease (`owner`, `lease_until`) works on it, and a part whose lease has run
    out is free again. `attempt` is counted before the work begins, so that one that kills its machine counts too.
    `output` is what was made, by rung (`segments.RungOutput`); `weight` is the work in it, for percent and time left.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="parts")
    profile = models.CharField(max_length=16)
    rung_set = models.CharField(max_length=10, choices=RungSet.choices)
    chunk = models.PositiveIntegerField(default=0)
    lane = models.CharField(max_length=10, choices=Lane.choices)
    rank = models.PositiveSmallIntegerField(default=0)  # lower goes first
    start_frame = models.PositiveIntegerField(default=0)
    frames = models.PositiveIntegerField(default=0)
    weight = models.FloatField(default=1)
    state = models.CharField(max_length=10, choices=PartState.choices, default=PartState.PENDING)
    owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    done = models.FloatField(default=0)  # share of it, 0 to 1
    output = models.JSONField(default=dict)
    measured = models.JSONField(default=dict)  # loudness: `{"lufs": …, "peak": …}`
    output_hash = models.CharField(max_length=64, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_detail = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "profile", "rung_set", "chunk"], name="media_part_unique"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lane", "rank"], name="media_part_waiting")]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.rung_set} {self.chunk}: {self.state}"
