from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.web.previews import PreviewMixin, ReaderKind


class HomePage(PreviewMixin, Page):
    """The platform's root (without a school: the shared catalogue) or the home of one school."""

    school = models.OneToOneField(
        "accounts.School", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="home_page"
    )

    parent_page_types: ClassVar = ["wagtailcore.Page", "web.HomePage"]
    private_page_options: ClassVar = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """This home as its reader sees it."""
        from cms.web.views.home import home_page  # noqa: PLC0415  (the view imports this model)

        return home_page(request, self)

    def preview_reader(self) -> ReaderKind:
        """Pupils of the school; the platform's own page is for whoever comes by."""
        return ReaderKind.PUPIL if self.school_id else ReaderKind.VISITOR

    def preview_school_id(self) -> int | None:
        return self.school_id
