from typing import Any, ClassVar

from django.forms import Media
from django.utils.safestring import SafeString

class Component:
    template_name: str
    @property
    def media(self) -> Media: ...
    def get_context_data(self, parent_context: dict[str, Any] | None = ...) -> dict[str, Any]: ...
    def render_html(self, parent_context: dict[str, Any] | None = ...) -> SafeString: ...

class MediaContainer(list[Any]):
    @property
    def media(self) -> Media: ...

def __getattr__(name: str) -> Any: ...
