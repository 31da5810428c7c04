from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.web.models.site_page import ReaderKind, SitePage


class HomePage(SitePage, Page):
    """The platform's root (without a school: the shared catalogue) or the home of one school."""

    school = models.OneToOneField(
        "accounts.School", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="home_page"
    )

    view: ClassVar = "cms.web.views.home.home_page"
    parent_page_types: ClassVar = ["wagtailcore.Page", "web.HomePage"]
    private_page_options: ClassVar = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def preview_reader(self) -> ReaderKind:
        """Pupils of the school; the platform's own page is for whoever comes by."""
        return ReaderKind.PUPIL if self.school_id else ReaderKind.VISITOR
