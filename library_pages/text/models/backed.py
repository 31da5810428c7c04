"""What file-backed types share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileBacked(models.Model):
    """Mixed into a resource type whose content is one uploaded file.

    Stands before ResourcePage among the bases: `class EbookPage(FileBacked, ResourcePage)`.
    """

    source = models.ForeignKey(
        "text.SourceFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    class Meta:
        abstract = True
