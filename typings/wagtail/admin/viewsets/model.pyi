from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.listing import ListingViewSetMixin

class ModelViewSet(ListingViewSetMixin, ViewSet):
    model: type[models.Model]
    form_fields: Sequence[str]
    exclude_form_fields: Sequence[str]
    add_to_reference_index: bool
    template_prefix: str
    inspect_view_enabled: bool
    inspect_view_fields: Sequence[str]
    inspect_view_fields_exclude: Sequence[str]
    copy_view_enabled: bool
    search_fields: Sequence[str] | None
    search_backend_name: str | None
    index_view_class: type[Any]
    add_view_class: type[Any]
    edit_view_class: type[Any]
    delete_view_class: type[Any]
    history_view_class: type[Any]
    usage_view_class: type[Any]
    inspect_view_class: type[Any]
    copy_view_class: type[Any]
    reorder_view_class: type[Any]
    panels: Sequence[Any]
    edit_handler: Any

class ModelViewSetGroup(ViewSetGroup): ...
