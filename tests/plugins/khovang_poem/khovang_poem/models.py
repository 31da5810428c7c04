from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from library_pages.sdk.pages import ResourcePage, edit_handler


class Metre(models.TextChoices):
    SIX_EIGHT = "six-eight", _("Six-eight")
    FREE = "free", _("Free verse")


class PoemPage(ResourcePage):
    """A poem: stanzas divided by an empty line."""

    verses = models.TextField(_("verses"), help_text=_("Leave an empty line between stanzas."))

    metre = models.CharField(_("metre"), max_length=20, blank=True, choices=Metre.choices)

    is_creatable = True
    edit_handler: ClassVar = edit_handler(ObjectList([FieldPanel("verses"), FieldPanel("metre")], heading=_("Poem")))

    class Meta:
        verbose_name = _("poem")
        verbose_name_plural = _("poems")
