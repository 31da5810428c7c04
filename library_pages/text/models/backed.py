"""The base of types whose content is one uploaded book or document."""

from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.models import ContentBacked
from library_pages.text.enums import SourceState
from library_pages.text.models.source import SourceFile
from library_pages.text.wording import NO_FILE, NOT_READY


class FileBacked(ContentBacked):
    """Mixed into a resource type whose content is one uploaded file: `class EbookPage(FileBacked, ResourcePage)`."""

    CONTENT: ClassVar[str] = "source"

    source = models.ForeignKey(
        "text.SourceFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    class Meta:
        abstract = True

    def what_is_missing(self) -> Promise | None:
        """A file, or its having been read."""
        if self.source_id is None:
            return NO_FILE
        is_read = SourceFile.objects.filter(pk=self.source_id, state=SourceState.READY).exists()
        return None if is_read else NOT_READY
