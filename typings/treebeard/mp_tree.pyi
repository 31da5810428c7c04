from typing import ClassVar

from django.db import models
from django.db.models.expressions import Combinable
from treebeard.models import Node

class MP_NodeQuerySet[_M: models.Model](models.QuerySet[_M]): ...
class MP_NodeManager[_M: models.Model](models.Manager[_M]): ...

class MP_Node(Node):
    path: models.CharField[str | Combinable, str]
    depth: models.PositiveIntegerField[int | Combinable, int]
    numchild: models.PositiveIntegerField[int | Combinable, int]
    steplen: ClassVar[int]
    alphabet: ClassVar[str]
    class Meta:
        abstract = True
