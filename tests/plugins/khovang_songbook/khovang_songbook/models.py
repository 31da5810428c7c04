"""Songs as content, and the page of a songbook."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from library_pages.sdk.content import ContentPageMixin
from library_pages.sdk.media import RecordingPageMixin
from library_pages.sdk.pages import ResourcePage, content_tab, edit_handler


class Songs(models.Model):
    """The songs of one upload; `school` is empty for the shared catalogue."""

    school = models.ForeignKey("accounts.School", null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class Song(models.Model):
    """One file: its first line is the title, the rest are stanzas divided by an empty line."""

    songs = models.ForeignKey(Songs, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["songs", "order"]

    def __str__(self) -> str:
        return self.title


class SongsPageMixin(ContentPageMixin):
    """Mixed into a type whose content is songs."""

    songs = models.ForeignKey(
        Songs, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("songs")
    )

    class Meta:
        abstract = True


class SongbookPage(SongsPageMixin, RecordingPageMixin, ResourcePage):
    """Songs for an occasion, to read and to listen to."""

    occasion = models.CharField(_("occasion"), max_length=100)
    copies = models.PositiveSmallIntegerField(_("printed copies"), null=True, blank=True)
    copies_out = models.PositiveSmallIntegerField(_("copies that are out"), null=True, blank=True)

    is_creatable = True
    edit_handler: ClassVar = edit_handler(
        content_tab("songs"),
        content_tab("recording"),
        ObjectList([FieldPanel("occasion"), FieldPanel("copies"), FieldPanel("copies_out")], heading=_("Occasion")),
    )

    class Meta:
        verbose_name = _("songbook")
        verbose_name_plural = _("songbooks")
