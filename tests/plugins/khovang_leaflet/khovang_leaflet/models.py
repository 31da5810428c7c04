from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from khovang_leaflet.callables import raise_if_told
from library_pages.sdk.pages import ResourcePage, edit_handler


class LeafletPage(ResourcePage):
    """A leaflet: one short text."""

    text = models.TextField(_("text"))

    is_creatable = True
    edit_handler: ClassVar = edit_handler(ObjectList([FieldPanel("text")], heading=_("Leaflet")))

    class Meta:
        verbose_name = _("leaflet")
        verbose_name_plural = _("leaflets")

    @property
    def keywords(self) -> str:
        """The first words, for the index."""
        raise_if_told("search.fields")
        return " ".join(self.text.split()[:3])

    @property
    def size(self) -> str:
        """The size of its paper, by which results are narrowed."""
        raise_if_told("search.facets")
        return "A5"
