"""What follows when a source has been read."""

from django.db import transaction

from cms.foundation.events import listens_to
from library_pages.catalogue import changes
from library_pages.text.events import SourceReady
from library_pages.text.models import SourceFile
from library_pages.text.selectors import pages_of
from library_pages.text.services.describe import describe_drafts_of


@listens_to(SourceReady)
def take_over(event: SourceReady) -> None:
    """Describe drafts; have published pages indexed again, now with their text."""
    source = SourceFile.objects.get(pk=event.source_id)
    describe_drafts_of(source)
    with transaction.atomic():
        for page in pages_of(source):
            if page.live:
                changes.note(page)
