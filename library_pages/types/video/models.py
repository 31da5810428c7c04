"""The page of a video."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.media import RecordingPageMixin
from library_pages.sdk.pages import ResourcePage, content_tab, edit_handler


class VideoPage(RecordingPageMixin, ResourcePage):
    """A film, a recorded lesson, anything that is watched."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(content_tab("recording"))

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
