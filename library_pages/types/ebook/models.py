"""The page of an e-book."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.pages import ResourcePage, content_tab, edit_handler
from library_pages.sdk.text import FilePageMixin


class EbookPage(FilePageMixin, ResourcePage):
    """A book as a file: EPUB or PDF."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(content_tab("file"))

    class Meta:
        verbose_name = _("e-book")
        verbose_name_plural = _("e-books")
