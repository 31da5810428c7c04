"""What a page plays, made from one or more uploaded files; its chapters; the base of types that play one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation.ids import uuid7
from cms.foundation.storage import publications
from library_pages.catalogue.models import ContentPageMixin
from library_pages.media.enums import ChapterSource, RecordingKind, RecordingState
from library_pages.media.wording import reason_of


class Recording(models.Model):
    """Sound or video on its way from an upload to adaptive playback.

    `metadata` holds what the files say of themselves, as `text.SourceFile.metadata` does; `plan` what is to be made of
    them (`planning.Plan`) and why; `warnings` codes of RecordingWarning, `warned_files` by code the names of files
    where there are several. `profile` names the plan and the bytes that it is for: whatever is made lies below
    `media/<id>/<profile>/` and never changes there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(
        "accounts.School", null=True, blank=True, on_delete=models.PROTECT, related_name="recordings"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=5, choices=RecordingKind.choices)
    state = models.CharField(max_length=10, choices=RecordingState.choices, default=RecordingState.UPLOADED)
    failure_code = models.CharField(max_length=60, blank=True)
    failure_file = models.CharField(max_length=255, blank=True)  # the name of the file that is to blame
    failure_detail = models.TextField(blank=True)
    warnings = models.JSONField(default=list, blank=True)
    warned_files = models.JSONField(default=dict, blank=True)
    ordered_by_hand = models.BooleanField(default=False)
    duration = models.FloatField(default=0)  # seconds
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    profile = models.CharField(max_length=16, blank=True)
    plan = models.JSONField(default=dict, blank=True)
    cancelled = models.BooleanField(default=False)
    metadata = models.JSONField(default=dict, blank=True)
    poster = models.FileField(upload_to="posters/", storage=publications, max_length=255, blank=True)
    uploaded_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering: ClassVar = ["-uploaded_at"]

    def __str__(self) -> str:
        return str(self.metadata.get("title") or self.pk)

    @property
    def failure(self) -> str:
        """The sentence for `failure_code`: what is wrong with which file and what to do; empty when nothing is."""
        return reason_of(self.failure_code, self.failure_file)

    @property
    def is_playable(self) -> bool:
        """Whether somebody can begin to listen or to watch."""
        return self.state in {RecordingState.PLAYABLE, RecordingState.COMPLETE}

    @property
    def folder(self) -> str:
        """Folder of what was made of it in the publications store, with a slash at the end."""
        return f"media/{self.pk}/{self.profile}/"


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


class RecordingPageMixin(ContentPageMixin):
    """Mixed into a resource type whose content is a recording: `class VideoPage(RecordingPageMixin, ResourcePage)`."""

    recording = models.ForeignKey(
        "media.Recording",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recording"),
    )

    class Meta:
        abstract = True
