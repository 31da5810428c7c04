from typing import ClassVar

from django.db import models

from library_pages.media.enums import ChapterSource


class Chapter(models.Model):
    """A stretch of a recording, in seconds from its beginning, with its measured loudness where it was measured.

    `lufs` is integrated loudness, `peak` the true peak in dBTP, `gain` the dB that were added when it was encoded.
    """

    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="chapters")
    order = models.PositiveIntegerField()
    start = models.FloatField()
    end = models.FloatField()
    title = models.CharField(max_length=255)
    source = models.CharField(max_length=10, choices=ChapterSource.choices)
    lufs = models.FloatField(null=True)
    peak = models.FloatField(null=True)
    gain = models.FloatField(default=0)

    class Meta:
        ordering: ClassVar = ["recording", "order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["recording", "order"], name="chapter_order_unique")]

    def __str__(self) -> str:
        return self.title
