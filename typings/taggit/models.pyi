from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.expressions import Combinable

class NaturalKeyManager[_M: models.Model](models.Manager[_M]): ...

class NaturalKeyModel(models.Model):
    def natural_key(self) -> list[Any]: ...
    class Meta:
        abstract = True

class TagBase(NaturalKeyModel):
    id: models.AutoField[int | Combinable, int]
    name: models.CharField[str | Combinable, str]
    slug: models.SlugField[str | Combinable, str]
    objects: ClassVar[NaturalKeyManager[Self]]
    _default_manager: ClassVar[NaturalKeyManager[Self]]
    def slugify(self, tag: str, i: int | None = ...) -> str: ...
    class Meta:
        abstract = True

class Tag(TagBase): ...

class ItemBase(NaturalKeyModel):
    objects: ClassVar[NaturalKeyManager[Self]]
    _default_manager: ClassVar[NaturalKeyManager[Self]]
    @classmethod
    def tag_model(cls) -> type[TagBase]: ...
    class Meta:
        abstract = True

class TaggedItemBase(ItemBase):
    tag: models.ForeignKey[Tag | Combinable, Tag]
    class Meta:
        abstract = True

class CommonGenericTaggedItemBase(ItemBase):
    content_type: models.ForeignKey[ContentType | Combinable, ContentType]
    class Meta:
        abstract = True

class GenericTaggedItemBase(CommonGenericTaggedItemBase):
    object_id: models.IntegerField[int | Combinable, int]
    class Meta:
        abstract = True

class TaggedItem(GenericTaggedItemBase, TaggedItemBase): ...
