from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.query import PageQuerySet

class PagePermissionPolicy(BasePermissionPolicy):
    def explorable_instances(self, user: Any) -> PageQuerySet[Page]: ...
