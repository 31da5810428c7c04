import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.expressions import Combinable

class LocaleManager[_M: models.Model](models.Manager[_M]):
    def get_for_language(self, language_code: str) -> _M: ...

class Locale(models.Model):
    id: models.AutoField[int | Combinable, int]
    language_code: models.CharField[str | Combinable, str]
    objects: ClassVar[LocaleManager[Locale]]
    _default_manager: ClassVar[LocaleManager[Locale]]
    all_objects: ClassVar[models.Manager[Locale]]
    @classmethod
    def get_default(cls) -> Locale: ...
    @classmethod
    def get_active(cls) -> Locale: ...
    def get_display_name(self) -> str: ...

class TranslatableMixin(models.Model):
    translation_key: models.UUIDField[uuid.UUID | str | Combinable, uuid.UUID]
    locale: models.ForeignKey[Locale | Combinable, Locale]
    locale_id: int
    @property
    def localized(self) -> Self: ...
    def get_translations(self, inclusive: bool = ...) -> models.QuerySet[Self]: ...
    def get_translation(self, locale: Locale | int) -> Self: ...
    def get_translation_or_none(self, locale: Locale | int) -> Self | None: ...
    def has_translation(self, locale: Locale | int) -> bool: ...
    def copy_for_translation(self, locale: Locale, *args: Any, **kwargs: Any) -> Self: ...
    class Meta:
        abstract = True
