"""Records in the outbox the pages of a recording that has changed."""

from library_pages.catalogue import changes
from library_pages.media.models import Recording
from library_pages.media.selectors.pages import pages_of


def note_change(recording: Recording) -> None:
    """Have published pages of a recording indexed again; belongs into the transaction of the change."""
    for page in pages_of(recording):
        if page.live:
            changes.note(page)
