from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.models import CollectionMember

class MediaQuerySet[_M: models.Model](models.QuerySet[_M]): ...

class AbstractMedia(CollectionMember):
    id: models.AutoField[int | Combinable, int]
    title: models.CharField[str | Combinable, str]
    type: models.CharField[str | Combinable, str]
    duration: models.FloatField[float | Combinable, float]
    width: models.PositiveIntegerField[int | Combinable | None, int | None]
    height: models.PositiveIntegerField[int | Combinable | None, int | None]
    file: Any
    thumbnail: Any
    uploaded_by_user: Any
    tags: Any
    created_at: models.DateTimeField[datetime | Combinable, datetime]
    @property
    def url(self) -> str: ...
    objects = MediaQuerySet.as_manager()
    class Meta:
        abstract = True
