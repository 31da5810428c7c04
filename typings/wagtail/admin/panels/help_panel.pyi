from typing import Any

from django.utils.functional import Promise
from wagtail.admin.panels.base import Panel

class HelpPanel(Panel):
    def __init__(self, content: str | Promise = ..., template: str = ..., **kwargs: Any) -> None: ...
