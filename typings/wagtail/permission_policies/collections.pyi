from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.permission_policies.base import BasePermissionPolicy

class CollectionPermissionPolicy(BasePermissionPolicy):
    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> models.QuerySet[Any]: ...

def __getattr__(name: str) -> Any: ...
