from typing import Any

from django.forms import ModelForm

class WagtailAdminModelForm(ModelForm[Any]):
    fields: dict[str, Any]
    for_user: Any
    def defer_required_fields(self) -> None: ...
    def restore_required_fields(self) -> None: ...

def __getattr__(name: str) -> Any: ...
