"""The table behind the admin's search."""

from typing import ClassVar

from django.db import models


class AdminSearchEntry(models.Model):
    """Folded words of one object of the admin, for `admin/search_backend.py`; `words` begins with a space."""

    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    words = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="admin_entry_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"
