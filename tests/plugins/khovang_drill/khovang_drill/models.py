from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from library_pages.sdk.pages import ResourcePage, edit_handler


class DrillPage(ResourcePage):
    """Cards to learn by heart: a question and its answer a line, divided by “=”."""

    cards = models.TextField(_("cards"))

    is_creatable = True
    edit_handler: ClassVar = edit_handler(ObjectList([FieldPanel("cards")], heading=_("Drill")))

    class Meta:
        verbose_name = _("drill")
        verbose_name_plural = _("drills")
