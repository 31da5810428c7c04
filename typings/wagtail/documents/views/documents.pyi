from collections.abc import Callable
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from wagtail.admin.filters import BaseMediaFilterSet

class DocumentsFilterSet(BaseMediaFilterSet):
    class Meta:
        model: ClassVar[Any]
        fields: ClassVar[Any]

class IndexView:
    filterset_class: ClassVar[type[Any]]
    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]: ...

def __getattr__(name: str) -> Any: ...
