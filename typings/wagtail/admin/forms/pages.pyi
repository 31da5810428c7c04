from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

class WagtailAdminPageForm(WagtailAdminModelForm):
    parent_page: Any
    def __init__(
        self, data: Any = ..., files: Any = ..., parent_page: Any = ..., subscription: Any = ..., *args: Any, **kwargs: Any
    ) -> None: ...
    def is_valid(self) -> bool: ...

def __getattr__(name: str) -> Any: ...
