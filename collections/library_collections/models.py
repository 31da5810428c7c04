"""Themed collections: a page with an introduction and resources in the curator's order."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.foundation.ids import uuid7
from cms.web.blocks import body_blocks
from cms.web.body_forms import BodyForm
from cms.web.models import SitePage
from cms.web.own_choices import OwnChoicesInlinePanel


class CollectionsIndexPage(SitePage, Page):
    """Parent of a school's themed collections, and the page that lists them."""

    view: ClassVar = "library_collections.views.collections_index"
    parent_page_types: ClassVar = ["web.HomePage"]
    subpage_types: ClassVar = ["library_collections.ThemedCollectionPage"]
    private_page_options: ClassVar = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("collections page")
        verbose_name_plural = _("collections pages")


class ThemedCollectionPage(SitePage, Page):
    """A collection in hand-made order. Membership opens nothing: each reader sees what the access rule gives her."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(body_blocks(), blank=True, verbose_name=_("body"))

    view: ClassVar = "library_collections.views.collection"
    parent_page_types: ClassVar = ["library_collections.CollectionsIndexPage"]
    subpage_types: ClassVar = []
    exclude_fields_in_copy: ClassVar = ["uid"]
    private_page_options: ClassVar = []
    base_form_class = BodyForm
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel(
            "intro",
            help_text=_(
                "What it is about. How many titles of which kind a reader finds here, the page says by itself: not "
                "everybody may open all of them."
            ),
        ),
        OwnChoicesInlinePanel("entries", heading=_("Resources"), label=_("resource")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("themed collection")
        verbose_name_plural = _("themed collections")


class CollectionEntry(Orderable):
    """One resource in a collection, with the curator's word on it."""

    page = ParentalKey(ThemedCollectionPage, on_delete=models.CASCADE, related_name="entries")
    resource = models.ForeignKey(
        "catalogue.ResourcePage",
        on_delete=models.CASCADE,
        related_name="collection_entries",
        verbose_name=_("resource"),
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels: ClassVar = [PageChooserPanel("resource", "catalogue.ResourcePage"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "resource"], name="collection_entry_unique")]

    def __str__(self) -> str:
        return str(self.resource)
