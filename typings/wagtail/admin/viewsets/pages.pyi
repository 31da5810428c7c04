from collections.abc import Sequence
from typing import Any

from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.listing import ListingViewSetMixin
from wagtail.models import Page

class PageListingViewSet(ListingViewSetMixin, ViewSet):
    model: type[Page]
    index_view_class: type[Any]
    choose_parent_view_class: type[Any]
    columns: Any

class PageViewSet(PageListingViewSet):
    parent_models: Sequence[type[Page]]
    add_view_class: type[Any]
    add_subpage_view_class: type[Any]
    copy_view_class: type[Any]
    delete_view_class: type[Any]
    edit_view_class: type[Any]
    history_view_class: type[Any]
    move_view_class: type[Any]
    search_view_class: type[Any]
    usage_view_class: type[Any]
    unpublish_view_class: type[Any]

def __getattr__(name: str) -> Any: ...
