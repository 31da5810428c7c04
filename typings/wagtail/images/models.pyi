from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.models import CollectionMember

class ImageQuerySet[_M: models.Model](models.QuerySet[_M]): ...

class AbstractImage(CollectionMember):
    id: models.AutoField[int | Combinable, int]
    title: models.CharField[str | Combinable, str]
    description: models.CharField[str | Combinable, str]
    file: Any
    width: models.IntegerField[int | Combinable, int]
    height: models.IntegerField[int | Combinable, int]
    created_at: models.DateTimeField[datetime | Combinable, datetime]
    uploaded_by_user: models.ForeignKey[Any, Any]
    focal_point_x: models.PositiveIntegerField[int | Combinable | None, int | None]
    focal_point_y: models.PositiveIntegerField[int | Combinable | None, int | None]
    file_size: models.PositiveIntegerField[int | Combinable | None, int | None]
    file_hash: models.CharField[str | Combinable, str]
    objects = ImageQuerySet.as_manager()
    def get_rendition(self, filter: Any) -> AbstractRendition: ...
    class Meta:
        abstract = True

class Image(AbstractImage): ...

class AbstractRendition(models.Model):
    filter_spec: models.CharField[str | Combinable, str]
    file: Any
    width: models.IntegerField[int | Combinable, int]
    height: models.IntegerField[int | Combinable, int]
    focal_point_key: models.CharField[str | Combinable, str]
    @property
    def url(self) -> str: ...
    @property
    def alt(self) -> str: ...
    class Meta:
        abstract = True

class Rendition(AbstractRendition):
    image: models.ForeignKey[Image | Combinable, Image]

def __getattr__(name: str) -> Any: ...
