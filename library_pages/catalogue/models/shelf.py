"""The page under which a school's resources stand."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.web.previews import PreviewMixin


class ShelfPage(PreviewMixin, Page):
    """“Tủ sách”: parent of resources; as a page of the site it lists what its reader may open."""

    parent_page_types: ClassVar = ["web.HomePage"]
    private_page_options: ClassVar = []
    show_in_menus_default = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What stands here for this reader."""
        from library_pages.catalogue.views import shelf  # noqa: PLC0415  (the view imports this model)

        return shelf(request, self)

    class Meta:
        verbose_name = _("bookshelf")
        verbose_name_plural = _("bookshelves")
