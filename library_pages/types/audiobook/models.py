"""The page of an audiobook."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.admin.panels import content_tab, edit_handler
from library_pages.catalogue.models import ResourcePage
from library_pages.media.models import MediaBacked


class AudiobookPage(MediaBacked, ResourcePage):
    """A book to listen to, from one or many sound files."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(content_tab("recording"))

    class Meta:
        verbose_name = _("audiobook")
        verbose_name_plural = _("audiobooks")
