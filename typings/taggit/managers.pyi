from collections.abc import Iterable
from typing import Any, Self, overload

from django.db import models
from django.db.models.fields.related import RelatedField
from taggit.models import Tag, TagBase

class _TaggableManager(models.Manager[Tag]):
    def add(
        self,
        *tags: str | TagBase,
        through_defaults: dict[str, Any] | None = ...,
        tag_kwargs: dict[str, Any] | None = ...,
        **kwargs: Any,
    ) -> None: ...
    def remove(self, *tags: str | TagBase) -> None: ...
    def set(self, tags: Iterable[str | TagBase], *args: Any, **kwargs: Any) -> None: ...
    def clear(self) -> None: ...
    def names(self) -> models.QuerySet[Tag, str]: ...
    def slugs(self) -> models.QuerySet[Tag, str]: ...

class TaggableManager(RelatedField[Any, Any]):
    def __init__(
        self,
        verbose_name: Any = ...,
        help_text: Any = ...,
        through: type[models.Model] | str | None = ...,
        blank: bool = ...,
        related_name: str | None = ...,
        to: type[models.Model] | str | None = ...,
        ordering: Iterable[str] | None = ...,
        manager: type[Any] = ...,
    ) -> None: ...
    @overload
    def __get__(self, instance: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, instance: models.Model, owner: Any) -> _TaggableManager: ...
