from collections.abc import Sequence
from typing import Any

from wagtail.admin.panels.base import Panel

class PanelGroup(Panel):
    children: Sequence[Panel | str]
    def __init__(self, children: Sequence[Panel | str] = ..., *args: Any, **kwargs: Any) -> None: ...
    class BoundPanel(Panel.BoundPanel):
        @property
        def children(self) -> list[Panel.BoundPanel]: ...

class TabbedInterface(PanelGroup):
    def __init__(
        self, children: Sequence[Panel | str] = ..., *args: Any, show_comments_toggle: bool | None = ..., **kwargs: Any
    ) -> None: ...

class ObjectList(PanelGroup): ...
class FieldRowPanel(PanelGroup): ...
class MultiFieldPanel(PanelGroup): ...
