from typing import Any

from django.forms import Media

class Component:
    template_name: str
    @property
    def media(self) -> Media: ...
    def get_context_data(self, parent_context: dict[str, Any] | None = ...) -> dict[str, Any]: ...

def __getattr__(name: str) -> Any: ...
