from collections.abc import Sequence
from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

class HistoryView:
    request: Any
    object: Any
    def get_base_queryset(self) -> Any: ...

class EditView:
    request: Any
    object: Any
    def get_last_updated_info(self) -> Any: ...

class SnippetViewSet(ModelViewSet):
    admin_url_namespace: str | None
    base_url_path: str | None
    chooser_admin_url_namespace: str | None
    chooser_base_url_path: str | None
    chooser_viewset_class: type[Any]
    chooser_per_page: int
    def __init__(self, **kwargs: Any) -> None: ...
    def get_queryset(self, request: Any) -> Any: ...

class SnippetViewSetGroup(ModelViewSetGroup):
    items: Sequence[type[SnippetViewSet] | SnippetViewSet]

def __getattr__(name: str) -> Any: ...
