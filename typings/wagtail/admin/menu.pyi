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

def __getattr__(name: str) -> Any: ...
