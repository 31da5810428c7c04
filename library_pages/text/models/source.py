"""An uploaded file and what was read from it (ADR 0014)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.foundation.ids import uuid7
from cms.foundation.storage import publications
from library_pages.text.enums import SourceKind, SourceState
from library_pages.text.wording import reason_of


def upload_path(instance: "SourceFile", _filename: str) -> str:
    """Where an upload lies in the publications store: by id, never by the name that the sender gave it."""
    return f"uploads/{instance.pk}.{instance.kind}"


class SourceFile(models.Model):
    """A file that became, or may become, a publication.

    `metadata` holds what the file says of itself (title, subtitle, contributors `[{name, role}]`, language, publisher,
    year, isbn, subjects, summary), `toc` its contents `[{title, href, children}]`, `warnings` codes of SourceWarning.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(
        "accounts.School", null=True, blank=True, on_delete=models.PROTECT, related_name="source_files"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    original_name = models.CharField(max_length=255)
    file = models.FileField(upload_to=upload_path, storage=publications, max_length=255)
    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.QUEUED)
    failure_code = models.CharField(max_length=60, blank=True)
    failure_detail = models.TextField(blank=True)
    warnings = models.JSONField(default=list, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    toc = models.JSONField(default=list, blank=True)
    spine = models.JSONField(default=list, blank=True)
    fixed_layout = models.BooleanField(default=False)
    page_count = models.PositiveIntegerField(default=0)
    chapter_count = models.PositiveIntegerField(default=0)
    cover = models.FileField(upload_to="covers/", storage=publications, max_length=255, blank=True)
    uploaded_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering: ClassVar = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def failure(self) -> str | Promise:
        """The sentence for `failure_code`: what is wrong with the file and what to do; empty when nothing is."""
        return reason_of(self.failure_code)

    @property
    def package(self) -> str:
        """Folder of the unpacked publication in the publications store, with a slash at the end."""
        return f"packages/{self.pk}/"
