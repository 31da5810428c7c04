from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils.functional import Promise

type _View = Callable[..., HttpResponseBase]

class ViewSet:
    UNDEFINED: ClassVar[Any]
    name: Any
    icon: str
    menu_label: str | Promise
    menu_name: str
    menu_icon: str
    menu_url: str | None
    menu_order: int | None
    menu_hook: str | None
    menu_item_class: Any
    add_to_admin_menu: bool
    add_to_settings_menu: bool
    url_prefix: str
    url_namespace: str
    def __init__(self, name: str | None = ..., **kwargs: Any) -> None: ...
    def get_url_name(self, view_name: str) -> str: ...

class ViewSetGroup:
    items: Sequence[type[ViewSet] | ViewSet]
    menu_label: str | Promise
    menu_name: str
    menu_icon: str
    menu_order: int | None
    add_to_admin_menu: bool
