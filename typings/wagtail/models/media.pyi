from typing import ClassVar, Self

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models.expressions import Combinable
from treebeard.mp_tree import MP_Node, MP_NodeManager
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.query import TreeQuerySet

class CollectionQuerySet[_M: models.Model](TreeQuerySet[_M]): ...

class BaseCollectionManager[_M: models.Model](MP_NodeManager[_M]):
    def get_queryset(self) -> CollectionQuerySet[_M]: ...

class CollectionManager[_M: models.Model](BaseCollectionManager[_M]): ...

class CollectionViewRestriction(BaseViewRestriction):
    collection: models.ForeignKey[Collection | Combinable, Collection]

class Collection(MP_Node):
    id: models.AutoField[int | Combinable, int]
    name: models.CharField[str | Combinable, str]
    objects: ClassVar[CollectionManager[Self]]
    _default_manager: ClassVar[CollectionManager[Self]]
    def get_children(self) -> CollectionQuerySet[Collection]: ...

class CollectionMember(models.Model):
    collection: models.ForeignKey[Collection | Combinable, Collection]
    collection_id: int
    class Meta:
        abstract = True

class GroupCollectionPermissionManager[_M: models.Model](models.Manager[_M]): ...

class GroupCollectionPermission(models.Model):
    group: models.ForeignKey[Group | Combinable, Group]
    collection: models.ForeignKey[Collection | Combinable, Collection]
    permission: models.ForeignKey[Permission | Combinable, Permission]
    objects: ClassVar[GroupCollectionPermissionManager[GroupCollectionPermission]]
    _default_manager: ClassVar[GroupCollectionPermissionManager[GroupCollectionPermission]]

def get_root_collection_id() -> int: ...
