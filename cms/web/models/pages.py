"""News and plain pages of a school's site: open to everybody, they show nothing of the catalogue."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.foundation import clock
from cms.web.blocks import body_blocks
from cms.web.body_forms import BodyForm
from cms.web.models.site_page import SitePage


class NewsPage(SitePage, Page):
    """A piece of news. Everybody may read it, so it names no child without consent."""

    day = models.DateField(_("date"), default=clock.today)
    intro = models.CharField(_("in one sentence"), max_length=240, blank=True)
    body = StreamField(body_blocks(), blank=True, verbose_name=_("body"))

    view: ClassVar = "cms.web.views.news.one"
    parent_page_types: ClassVar = ["web.HomePage"]
    subpage_types: ClassVar = []
    private_page_options: ClassVar = []
    base_form_class = BodyForm
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("day"), FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class PlainPage(SitePage, Page):
    """A page of text: help, opening hours, data protection. Those that are shown in menus stand in the foot."""

    body = StreamField(body_blocks(), blank=True, verbose_name=_("body"))

    view: ClassVar = "cms.web.views.news.plain"
    parent_page_types: ClassVar = ["web.HomePage"]
    subpage_types: ClassVar = []
    private_page_options: ClassVar = []
    base_form_class = BodyForm
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
