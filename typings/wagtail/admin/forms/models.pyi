from typing import Any

from django.forms import ModelForm

class WagtailAdminModelForm(ModelForm[Any]):
    fields: dict[str, Any]
    for_user: Any

def __getattr__(name: str) -> Any: ...
