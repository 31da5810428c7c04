from typing import ClassVar

from django.db import models
from django.db.models.expressions import Combinable

class Orderable(models.Model):
    sort_order: models.IntegerField[int | Combinable | None, int | None]
    sort_order_field: ClassVar[str]
    class Meta:
        abstract = True
        ordering: ClassVar[list[str]]
