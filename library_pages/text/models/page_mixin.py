"""The base of types whose content is one uploaded book or document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.models import ContentPageMixin


class FilePageMixin(ContentPageMixin):
    """Mixed into a resource type whose content is one uploaded file: `class EbookPage(FilePageMixin, ResourcePage)`."""

    source = models.ForeignKey(
        "text.SourceFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    class Meta:
        abstract = True
