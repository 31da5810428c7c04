from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.locks import BaseLock
from wagtail.models.revisions import Revision

class DraftStateMixin(models.Model):
    live: models.BooleanField[bool | Combinable, bool]
    has_unpublished_changes: models.BooleanField[bool | Combinable, bool]
    first_published_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    last_published_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    live_revision: models.ForeignKey[Revision | Combinable | None, Revision | None]
    go_live_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    expire_at: models.DateTimeField[datetime | Combinable | None, datetime | None]
    expired: models.BooleanField[bool | Combinable, bool]
    def publish(
        self,
        revision: Revision,
        user: Any = ...,
        changed: bool = ...,
        log_action: bool = ...,
        previous_revision: Revision | None = ...,
        skip_permission_checks: bool = ...,
    ) -> None: ...
    def unpublish(self, set_expired: bool = ..., commit: bool = ..., user: Any = ..., log_action: bool = ...) -> None: ...
    def get_lock(self) -> BaseLock | None: ...
    class Meta:
        abstract = True
