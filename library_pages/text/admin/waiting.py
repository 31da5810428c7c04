"""The hooks of `catalogue.admin.waiting` for pages that show an uploaded book or document."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.admin.waiting import Waiting
from library_pages.text.admin.state import OPEN_STATES
from library_pages.text.models import FileBacked
from library_pages.text.services.describe import describe_draft
from library_pages.text.wording import FILLED_MEANWHILE

FOR_THE_FILE: Final = Waiting(
    kind=FileBacked,  # type: ignore[type-abstract]  # asked about, never made
    route="kv_upload_to",
    state_field="source_state_seen",
    unknown_states=OPEN_STATES,
    describe=describe_draft,
    filled_meanwhile=FILLED_MEANWHILE,
    not_in_bulk=_("Nothing was published. These are still without a file that can be read: %(titles)s."),
)
