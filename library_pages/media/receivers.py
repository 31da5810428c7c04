"""What was handed out for a recording ends when its page is withdrawn."""

from django.db import transaction

from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_withdrawn
from library_pages.media import grants
from library_pages.media.models import MediaBacked


@on_withdrawn
def stop_playing(page: ResourcePage) -> None:
    """The tokens of its recording end with the transaction."""
    if isinstance(page, MediaBacked) and page.recording_id is not None:
        recording_id = page.recording_id
        transaction.on_commit(lambda: grants.withdraw(recording_id))
