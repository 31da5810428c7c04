from typing import Any

from wagtail.admin.panels.field_panel import FieldPanel

class TitleFieldPanel(FieldPanel):
    def __init__(
        self, *args: Any, apply_if_live: bool = ..., classname: str = ..., placeholder: Any = ..., targets: Any = ..., **kwargs: Any
    ) -> None: ...
