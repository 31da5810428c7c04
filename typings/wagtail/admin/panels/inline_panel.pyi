from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.panels.base import Panel

class InlinePanel(Panel):
    relation_name: str
    db_field: Any
    child_edit_handler: Panel
    def __init__(
        self,
        relation_name: str,
        panels: Sequence[Panel | str] | None = ...,
        label: str | Promise = ...,
        min_num: int | None = ...,
        max_num: int | None = ...,
        **kwargs: Any,
    ) -> None: ...
    class BoundPanel(Panel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None: ...
