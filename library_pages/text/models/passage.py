"""Findable pieces of a source."""

from typing import ClassVar

from django.db import models


class Passage(models.Model):
    """A findable piece of a source: a part of a chapter of 80 to 250 syllables, or a page."""

    source = models.ForeignKey("text.SourceFile", on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField()
    locator = models.JSONField()
    label = models.CharField(max_length=120)
    heading = models.CharField(max_length=255, blank=True)
    body = models.TextField()

    class Meta:
        ordering: ClassVar = ["source", "order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "order"], name="passage_order_unique")]

    def __str__(self) -> str:
        return f"{self.label} ({self.order})"
