"""The tab of a file-backed resource: its file, its state, and what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel

from library_pages.text.admin.state import state_context
from library_pages.text.models import SourceFile


class SourcePanel(Panel):
    """Shows the file and its state; asks again every two seconds while it is being read."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "text/admin/source_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds the page, its source and where that stands."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            source: SourceFile | None = self.instance.source
            return {**context, "page": self.instance, "source": None, **(state_context(source) if source else {})}


def file_tab() -> ObjectList:
    """The first tab of a file-backed type's form."""
    return ObjectList([SourcePanel(heading=_("File"))], heading=_("File"))
