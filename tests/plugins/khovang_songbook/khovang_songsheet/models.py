"""The page of a song sheet."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from library_pages.sdk.pages import ResourcePage, edit_handler


class SheetPage(ResourcePage):
    """One song of a songbook: its words, and the key in which it is sung."""

    words = models.TextField(_("words"))
    key = models.CharField(_("key"), max_length=20, blank=True)

    is_creatable = True
    edit_handler: ClassVar = edit_handler(ObjectList([FieldPanel("words"), FieldPanel("key")], heading=_("Song")))

    class Meta:
        verbose_name = _("song sheet")
        verbose_name_plural = _("song sheets")
