from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm as WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm as WagtailAdminPageForm

def __getattr__(name: str) -> Any: ...
