from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models.expressions import Combinable

class BaseViewRestriction(models.Model):
    NONE: ClassVar[str]
    PASSWORD: ClassVar[str]
    GROUPS: ClassVar[str]
    LOGIN: ClassVar[str]
    restriction_type: models.CharField[str | Combinable, str]
    password: models.CharField[str | Combinable, str]
    groups: models.ManyToManyField[Group, Any]
    class Meta:
        abstract = True
