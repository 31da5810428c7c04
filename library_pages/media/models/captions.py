from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation.ids import uuid7
from cms.foundation.storage import publications
from library_pages.media.wording import reason_of


def upload_path(instance: "Captions", _filename: str) -> str:
    """Where captions lie in the publications store."""
    return f"media/{instance.recording_id}/captions/{instance.pk}.vtt"


def sent_path(instance: "CaptionsUpload", _filename: str) -> str:
    """Where a file lies as it was sent, until it has been read; no address leads there."""
    return f"media/{instance.recording_id}/captions/{instance.pk}.sent"


class Captions(models.Model):
    """Captions of a recording in one language: a WebVTT file of our own making, and its cues `[[start, end, text], …]`.

    Times are seconds from the beginning of the recording; the text of a cue is plain, lines by newline. `notes` are
    codes of CaptionsNote: what was done to them that a librarian should look at.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=12)
    label = models.CharField(_("label"), max_length=60)
    file = models.FileField(upload_to=upload_path, storage=publications, max_length=255)
    cues = models.JSONField(default=list)
    notes = models.JSONField(default=list, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recording", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "language"], name="captions_language_unique"),
        ]

    def __str__(self) -> str:
        return self.label


class CaptionsUpload(models.Model):
    """A file of captions that waits to be read, or that was refused; the captions of its language stay until then."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recording = models.ForeignKey("media.Recording", on_delete=models.CASCADE, related_name="captions_uploads")
    language = models.CharField(_("language"), max_length=12)
    label = models.CharField(_("label"), max_length=60)
    file = models.FileField(upload_to=sent_path, storage=publications, max_length=255)
    original_name = models.CharField(max_length=255)
    failure_code = models.CharField(max_length=60, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recording", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "language"], name="captions_upload_language_unique"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def failure(self) -> str:
        """What is wrong with the file and what to do; empty while it waits."""
        return reason_of(self.failure_code, self.original_name)
