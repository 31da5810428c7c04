"""The hooks of `catalogue.admin.waiting` for pages that play a recording."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.admin.waiting import Waiting
from library_pages.media.admin.state import UNKNOWN_STATES
from library_pages.media.models import MediaBacked
from library_pages.media.services.describe import describe_draft
from library_pages.media.wording import FILLED_MEANWHILE

FOR_THE_RECORDING: Final = Waiting(
    kind=MediaBacked,  # type: ignore[type-abstract]  # asked about, never made
    route="kv_new_recording_on",
    state_field="recording_state_seen",
    unknown_states=UNKNOWN_STATES,
    describe=describe_draft,
    filled_meanwhile=FILLED_MEANWHILE,
    not_in_bulk=_("Nothing was published. These are still without a recording that can be played: %(titles)s."),
)
