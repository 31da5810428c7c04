"""Captions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation.ids import uuid7
from cms.foundation.storage import publications


def upload_path(instance: "Captions", _filename: str) -> str:
    """Where captions lie in the publications store."""
    return f"media/{instance.recording_id}/captions/{instance.pk}.vtt"


class Captions(models.Model):
    """Captions of a recording in one language: a WebVTT file of our own making, and its cues `[[start, end, text], …]`.

    Times are seconds from the beginning of the recording; the text of a cue is plain, lines by newline.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=12)
    label = models.CharField(_("label"), max_length=60)
    file = models.FileField(upload_to=upload_path, storage=publications, max_length=255)
    cues = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recording", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "language"], name="captions_language_unique"),
        ]

    def __str__(self) -> str:
        return self.label
