from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.models import CollectionMember

class DocumentQuerySet[_M: models.Model](models.QuerySet[_M]): ...

class AbstractDocument(CollectionMember):
    id: models.AutoField[int | Combinable, int]
    title: models.CharField[str | Combinable, str]
    file: Any
    created_at: models.DateTimeField[datetime | Combinable, datetime]
    uploaded_by_user: models.ForeignKey[Any, Any]
    objects = DocumentQuerySet.as_manager()
    @property
    def url(self) -> str: ...
    class Meta:
        abstract = True

class Document(AbstractDocument): ...

def __getattr__(name: str) -> Any: ...
