"""The page of an audiobook."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.media import RecordingPageMixin
from library_pages.sdk.pages import ResourcePage, content_tab, edit_handler


class AudiobookPage(RecordingPageMixin, ResourcePage):
    """A book to listen to, from one or many sound files."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(content_tab("recording"))

    class Meta:
        verbose_name = _("audiobook")
        verbose_name_plural = _("audiobooks")
