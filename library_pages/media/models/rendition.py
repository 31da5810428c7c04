"""Finished rungs and the sound track of a recording: what players choose from."""

from typing import ClassVar

from django.db import models

from library_pages.media.enums import RecordingKind


class Rendition(models.Model):
    """A complete rung of a recording.

    Rates are measured, in bit/s: `bandwidth` is the peak of a segment. `segments` is `[[ticks, bytes], …]` in order, in
    units of `1/timescale` s.
    """

    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="renditions")
    profile = models.CharField(max_length=16)
    rung = models.CharField(max_length=10)
    kind = models.CharField(max_length=5, choices=RecordingKind.choices)
    codecs = models.CharField(max_length=40)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    fps = models.FloatField(default=0)
    channels = models.PositiveSmallIntegerField(default=0)
    bandwidth = models.PositiveIntegerField()
    average_bandwidth = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    init_hash = models.CharField(max_length=64)
    timescale = models.PositiveIntegerField()
    segments = models.JSONField(default=list)
    published_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recording", "kind", "bandwidth"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "profile", "rung"], name="media_rendition_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.rung}"
