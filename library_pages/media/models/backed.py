"""The base of types whose content is a recording."""

from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.models import ContentBacked
from library_pages.media.models.recording import Recording
from library_pages.media.wording import NO_RECORDING, NOT_PLAYABLE_YET


class MediaBacked(ContentBacked):
    """Mixed into a resource type whose content is a recording: `class VideoPage(MediaBacked, ResourcePage)`."""

    CONTENT: ClassVar[str] = "recording"

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

    def what_is_missing(self) -> Promise | None:
        """A recording, or that enough of it can be played."""
        if self.recording_id is None:
            return NO_RECORDING
        recording = Recording.objects.filter(pk=self.recording_id).first()  # as it is now, not as the page knows it
        return None if recording and recording.is_playable else NOT_PLAYABLE_YET
