"""The page of a video."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.admin.panels import edit_handler
from library_pages.catalogue.models import ResourcePage
from library_pages.media.admin.panels import recording_tab
from library_pages.media.models import MediaBacked


class VideoPage(MediaBacked, ResourcePage):
    """A film, a recorded lesson, anything that is watched."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(recording_tab())

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
