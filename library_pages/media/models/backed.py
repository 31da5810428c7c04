"""The base of types whose content is a recording."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.models import ContentBacked


class MediaBacked(ContentBacked):
    """Mixed into a resource type whose content is a recording: `class VideoPage(MediaBacked, ResourcePage)`."""

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
