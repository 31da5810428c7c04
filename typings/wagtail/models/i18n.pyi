import uuid
from typing import ClassVar

from django.db import models
from django.db.models.expressions import Combinable

class LocaleManager[_M: models.Model](models.Manager[_M]): ...

class Locale(models.Model):
    id: models.AutoField[int | Combinable, int]
    language_code: models.CharField[str | Combinable, str]
    objects: ClassVar[LocaleManager[Locale]]
    _default_manager: ClassVar[LocaleManager[Locale]]
    all_objects: ClassVar[models.Manager[Locale]]

class TranslatableMixin(models.Model):
    translation_key: models.UUIDField[uuid.UUID | str | Combinable, uuid.UUID]
    locale: models.ForeignKey[Locale | Combinable, Locale]
    locale_id: int
    class Meta:
        abstract = True
