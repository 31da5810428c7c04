"""The page of an e-book."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.admin.panels import edit_handler
from library_pages.catalogue.models import ResourcePage
from library_pages.text.admin.panels import file_tab
from library_pages.text.models import FileBacked


class EbookPage(FileBacked, ResourcePage):
    """A book as a file: EPUB or PDF."""

    is_creatable = True
    edit_handler: ClassVar = edit_handler(file_tab())

    class Meta:
        verbose_name = _("e-book")
        verbose_name_plural = _("e-books")
