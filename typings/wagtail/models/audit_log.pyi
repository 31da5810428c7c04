from datetime import datetime
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.expressions import Combinable

class BaseLogEntryManager[_M: models.Model](models.Manager[_M]): ...
class ModelLogEntryManager[_M: models.Model](BaseLogEntryManager[_M]): ...

class BaseLogEntry(models.Model):
    content_type: models.ForeignKey[ContentType | Combinable | None, ContentType | None]
    label: models.TextField[str | Combinable, str]
    action: models.CharField[str | Combinable, str]
    data: models.JSONField[Any, Any]
    timestamp: models.DateTimeField[datetime | Combinable, datetime]
    class Meta:
        abstract = True

class ModelLogEntry(BaseLogEntry):
    object_id: models.CharField[str | Combinable, str]
    objects: ClassVar[ModelLogEntryManager[ModelLogEntry]]
    _default_manager: ClassVar[ModelLogEntryManager[ModelLogEntry]]
