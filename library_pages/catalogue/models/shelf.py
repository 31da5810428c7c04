"""The page under which a school's resources stand."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.web.models import SitePage


class ShelfPage(SitePage, Page):
    """“Tủ sách”: parent of resources; as a page of the site it lists what its reader may open."""

    view: ClassVar = "library_pages.catalogue.views.shelf"
    parent_page_types: ClassVar = ["web.HomePage"]
    private_page_options: ClassVar = []
    show_in_menus_default = True

    class Meta:
        verbose_name = _("bookshelf")
        verbose_name_plural = _("bookshelves")
