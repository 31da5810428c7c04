from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.forms import BaseModelForm
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component

def get_form_for_model(
    model: type[models.Model], form_class: type[BaseModelForm[Any]] = ..., **kwargs: Any
) -> type[BaseModelForm[Any]]: ...

class Panel:
    BASE_ATTRS: dict[str, str]
    heading: str | Promise
    model: type[models.Model] | None
    def __init__(
        self,
        heading: str | Promise = ...,
        classname: str = ...,
        help_text: str | Promise = ...,
        base_form_class: type[Any] | None = ...,
        icon: str = ...,
        attrs: Mapping[str, Any] | None = ...,
    ) -> None: ...
    def clone(self) -> Self: ...
    def clone_kwargs(self) -> dict[str, Any]: ...
    def get_form_options(self) -> dict[str, Any]: ...
    def classes(self) -> list[str]: ...
    class BoundPanel(Component):
        panel: Any
        instance: Any
        request: HttpRequest
        form: Any
        prefix: str
        heading: str | Promise
        def __init__(self, panel: Any, instance: Any, request: Any, form: Any, prefix: str) -> None: ...
        def classes(self) -> list[str]: ...
        @property
        def icon(self) -> str: ...
        def is_shown(self) -> bool: ...
