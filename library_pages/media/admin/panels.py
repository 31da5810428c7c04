"""The tab of a resource that is played: its recording, how far it is, and what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel

from library_pages.media.admin.state import state_context
from library_pages.media.models import Recording


class RecordingPanel(Panel):
    """Shows the recording and its state; asks again every two seconds while it is being prepared."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/recording_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds the page, its recording and where that stands."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            recording: Recording | None = self.instance.recording
            known = state_context(recording) if recording else {}
            return {**context, "page": self.instance, "recording": None, **known}


def recording_tab() -> ObjectList:
    """The first tab of the form of a type that is played."""
    return ObjectList([RecordingPanel(heading=_("Recording"))], heading=_("Recording"))
