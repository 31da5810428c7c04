from collections.abc import Callable
from typing import Any, ClassVar

from django.http.response import HttpResponseBase

class SiteHistoryReportFilterSet:
    user: ClassVar[Any]
    request: Any

class LogEntriesView:
    filterset_class: ClassVar[type[Any]]
    request: Any
    def filter_queryset(self, queryset: Any) -> Any: ...
    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]: ...
