from typing import Any

from wagtail.admin.panels.inline_panel import InlinePanel

class MultipleChooserPanel(InlinePanel):
    def __init__(self, relation_name: str, chooser_field_name: str | None = ..., **kwargs: Any) -> None: ...
