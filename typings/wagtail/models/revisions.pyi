from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.expressions import Combinable

class RevisionQuerySet[_M: models.Model](models.QuerySet[_M]): ...

# Written out: the real one comes from `Manager.from_queryset`, whose name is made at run time.
class RevisionsManager[_M: models.Model](models.Manager[_M]):
    def get_queryset(self) -> RevisionQuerySet[_M]: ...

class PageRevisionsManager[_M: models.Model](RevisionsManager[_M]): ...

class Revision(models.Model):
    id: models.AutoField[int | Combinable, int]
    content_type: models.ForeignKey[ContentType | Combinable, ContentType]
    base_content_type: models.ForeignKey[ContentType | Combinable, ContentType]
    object_id: models.CharField[str | Combinable, str]
    created_at: models.DateTimeField[datetime | str | Combinable, datetime]
    user: models.ForeignKey[Any, Any]
    object_str: models.TextField[str | Combinable, str]
    content: models.JSONField[Any, Any]
    approved_go_live_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    objects: ClassVar[RevisionsManager[Revision]]
    _default_manager: ClassVar[RevisionsManager[Revision]]
    page_revisions: ClassVar[PageRevisionsManager[Revision]]
    content_object: Any
    def as_object(self) -> Any: ...
    def publish(
        self,
        user: Any = ...,
        changed: bool = ...,
        log_action: bool = ...,
        previous_revision: Revision | None = ...,
        skip_permission_checks: bool = ...,
    ) -> None: ...

class RevisionMixin(models.Model):
    latest_revision: models.ForeignKey[Revision | Combinable | None, Revision | None]
    @property
    def revisions(self) -> RevisionQuerySet[Revision]: ...
    def get_latest_revision_as_object(self) -> Self: ...
    def save_revision(
        self,
        user: Any = ...,
        approved_go_live_at: datetime | None = ...,
        changed: bool = ...,
        log_action: bool | str = ...,
        previous_revision: Revision | None = ...,
        clean: bool = ...,
        overwrite_revision: Revision | None = ...,
    ) -> Revision: ...
    class Meta:
        abstract = True
