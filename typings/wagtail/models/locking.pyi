from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.locks import BaseLock

class LockableMixin(models.Model):
    locked: models.BooleanField[bool | Combinable, bool]
    locked_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    locked_by: models.ForeignKey[Any, Any]
    def get_lock(self) -> BaseLock | None: ...
    class Meta:
        abstract = True
