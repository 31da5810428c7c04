from collections.abc import Callable
from typing import Any, ClassVar

from django.http.response import HttpResponseBase

class LockedPagesReportFilterSet:
    locked_by: ClassVar[Any]
    class Meta:
        fields: ClassVar[list[str]]

class LockedPagesView:
    filterset_class: ClassVar[type[Any]]
    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]: ...
