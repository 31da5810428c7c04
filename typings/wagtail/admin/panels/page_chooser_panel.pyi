from typing import Any

from django.db import models
from wagtail.admin.panels.field_panel import FieldPanel

class PageChooserPanel(FieldPanel):
    def __init__(
        self,
        field_name: str,
        page_type: str | type[models.Model] | list[str | type[models.Model]] | None = ...,
        can_choose_root: bool = ...,
        **kwargs: Any,
    ) -> None: ...
