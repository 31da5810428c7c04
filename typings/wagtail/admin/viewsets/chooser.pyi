from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.functional import Promise
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

class ChooserViewSet(ViewSet):
    model: type[models.Model] | str
    page_title: str | Promise | None
    choose_one_text: str | Promise
    choose_another_text: str | Promise
    edit_item_text: str | Promise
    per_page: int
    preserve_url_parameters: Sequence[str]
    url_filter_parameters: Sequence[str]
    choose_view_class: type[Any]
    choose_results_view_class: type[Any]
    chosen_view_class: type[Any]
    chosen_multiple_view_class: type[Any]
    create_view_class: type[Any]
    base_widget_class: type[Any]
    creation_form_class: type[Any] | None
    form_fields: Sequence[str] | None
    exclude_form_fields: Sequence[str] | None
    permission_policy: BasePermissionPolicy
    register_widget: bool
