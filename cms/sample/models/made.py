"""What the sample library has made, so that it can be taken away again and nothing else with it."""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Made(models.Model):
    """One object under a fixed name. The row outlives an object that somebody deleted: it is not made again."""

    name = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
