"""One uploaded file, as wagtailmedia keeps it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtailmedia.models import AbstractMedia

from cms.foundation.ids import uuid7
from cms.foundation.storage import publications


def upload_path(_instance: "Media", _filename: str) -> str:
    """Where an upload lies in the publications store: by an id and one ending, never by the sender's name."""
    return f"uploads/media/{uuid7()}.bin"


class Media(AbstractMedia):
    """A file of a recording; without one when it was put in by hand in Wagtail's media library.

    `probe` is what looking into the file found (`probing.Probe`).
    """

    file = models.FileField(upload_to=upload_path, storage=publications, max_length=255, verbose_name=_("file"))
    thumbnail = models.FileField(
        upload_to="posters/", storage=publications, max_length=255, blank=True, verbose_name=_("thumbnail")
    )
    # Both with a reverse name of their own: wagtailmedia brings a model called Media too.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    tags = TaggableManager(blank=True, related_name="tagged_media", verbose_name=_("tags"))
    recording = models.ForeignKey(
        "media.Recording", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="files"
    )
    order = models.PositiveIntegerField(default=0, editable=False)
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    demuxer = models.CharField(max_length=20, blank=True, editable=False)
    probe = models.JSONField(default=dict, blank=True, editable=False)

    class Meta(AbstractMedia.Meta):
        ordering: ClassVar = ["recording", "order", "pk"]

    @property
    def url(self) -> str:
        """Empty: uploads have no address, and what was made of them opens with a grant."""
        return ""
