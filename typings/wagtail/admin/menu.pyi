from collections.abc import Sequence
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.functional import Promise

class MenuItem:
    label: str | Promise
    url: str
    name: str
    order: int
    def __init__(
        self,
        label: str | Promise,
        url: str,
        name: str | None = ...,
        classname: str = ...,
        icon_name: str = ...,
        attrs: dict[str, Any] | None = ...,
        order: int = ...,
    ) -> None: ...
    @property
    def media(self) -> Media: ...
    def is_shown(self, request: HttpRequest) -> bool: ...
    def is_active(self, request: HttpRequest) -> bool: ...
    def get_context(self, request: HttpRequest) -> dict[str, Any]: ...
    def render_component(self, request: HttpRequest) -> Any: ...

class DismissibleMenuItem(MenuItem): ...

class Menu:
    def __init__(
        self,
        register_hook_name: str | None = ...,
        construct_hook_name: str | None = ...,
        items: Sequence[MenuItem] | None = ...,
    ) -> None: ...
    def menu_items_for_request(self, request: HttpRequest) -> list[MenuItem]: ...

class SubmenuMenuItem(MenuItem):
    def __init__(self, label: str | Promise, menu: Menu, **kwargs: Any) -> None: ...

class AdminOnlyMenuItem(MenuItem): ...

def __getattr__(name: str) -> Any: ...
