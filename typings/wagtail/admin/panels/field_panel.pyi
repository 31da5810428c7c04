from typing import Any

from wagtail.admin.panels.base import Panel

class FieldPanel(Panel):
    field_name: str
    def __init__(
        self,
        field_name: str,
        widget: Any = ...,
        disable_comments: bool | None = ...,
        permission: str | None = ...,
        read_only: bool = ...,
        **kwargs: Any,
    ) -> None: ...
    class BoundPanel(Panel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None: ...
